"""What a page needs besides its text: finished addresses, drawn blocks and pictures, stylesheet, feeds, sitemap."""
