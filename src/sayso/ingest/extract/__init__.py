"""Turns bytes into a page: text, title, times, language and corrections; or the reason why it is no article."""
