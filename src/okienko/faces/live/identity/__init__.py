"""Who asks: keys, tokens, ticket codes, the permission snapshot, the brake."""
