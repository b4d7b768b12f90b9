"""What exists: frozen nouns that check themselves and know nothing above them."""
