SITEURL = "site.example"
