package lookup

var Recognise = recognise
