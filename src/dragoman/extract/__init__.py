"""Reading to what this report says: mentions, times, claims, events, positions. Rules are small and named."""
