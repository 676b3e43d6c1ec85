package message

// english are the texts of the contract language, and what it does not have: their singulars, and texts that depend on
// a limit.
func english() Texts {
	texts := Texts{
		"hint":      {Other: `, did you mean "{name}"?`},
		"items.min": {One: "{field} must have at least {min} item", Other: "{field} must have at least {min} items"},
		"items.max": {One: "{field} must have at most {max} item", Other: "{field} must have at most {max} items"},
	}
	singular := map[string]string{
		"min_length": "{field} must have at least {min} character",
		"max_length": "{field} must have at most {max} character",
	}
	for _, s := range subjects {
		if s.plain != "" {
			texts[s.key] = Text{One: singular[s.key], Other: s.plain}
		}
	}
	return texts
}
