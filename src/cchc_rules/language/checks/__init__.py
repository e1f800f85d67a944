"""What a rulebook means: every fault that its shape cannot show."""
