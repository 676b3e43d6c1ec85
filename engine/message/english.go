package message

// english are the texts of the contract language, and their singulars, which it does not have.
func english() Texts {
	texts := Texts{
		"hint": {Other: `, did you mean "{name}"?`},
	}
	singular := map[string]string{
		"min_length":  "{field} must have at least {min} character",
		"max_length":  "{field} must have at most {max} character",
		"items.min":   "{field} must have at least {min} item",
		"items.max":   "{field} must have at most {max} item",
		"items.exact": "{field} must have exactly {max} item",
	}
	for _, s := range subjects {
		if s.plain != "" {
			texts[s.key] = Text{One: singular[s.key], Other: s.plain}
		}
	}
	return texts
}
