"""What a page needs besides its text: addresses, drawn blocks and pictures, stylesheet, cards, feeds, sitemap."""
