"""Identity as equality, for caches."""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import frozen

T = TypeVar("T")


@frozen(eq=False)
class Same(Generic[T]):
    """Holds a value for a cache that asks for identity: comparing whole rulebooks would cost more than it saves."""

    value: T

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)
