"""Who waits and who calls: the lanes of waiting visits, and the desks at which somebody is signed in."""
