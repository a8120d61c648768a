"""Networks that see: objects, backgrounds, depth, lines, words for pictures, and how well the two agree."""
