def places(): pass
