"""Discord: messages, buttons and menus, sending, who is let in, what is said when something fails."""
