"""The desk: decisions that concern several streams at once, appended together or not at all. All of it is pure."""
