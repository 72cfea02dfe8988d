"""The unit head's side, one service for each thing that a head does; each is built when it is first used."""
