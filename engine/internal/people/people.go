// Package people shows the parameters of constraints to people. It imports encoding/json.
package people

import (
	"encoding/json"
	"strings"
)

// Text shows a JSON value: a text without its quotes, a list with commas between its elements. What is no JSON stays as it is.
func Text(value string) string {
	if text, ok := text(value); ok {
		return text
	}
	if list, ok := list(value); ok {
		parts := make([]string, len(list))
		for i, element := range list {
			parts[i] = Text(string(element))
		}
		return strings.Join(parts, ", ")
	}
	return value
}

// Values shows a JSON list of literals as Text does, but with the quotes of texts where those might be taken for something
// else: where one stands alone, beside literals that are no texts, and where one is empty, begins or ends with white space,
// or has a comma.
func Values(value string) string {
	list, ok := list(value)
	if !ok {
		return Text(value)
	}
	texts, odd := 0, len(list) == 1
	for _, element := range list {
		if text, ok := text(string(element)); ok {
			texts++
			odd = odd || text == "" || strings.TrimSpace(text) != text || strings.Contains(text, ",")
		}
	}
	parts := make([]string, len(list))
	for i, element := range list {
		parts[i] = string(element)
		if !odd && texts == len(list) {
			parts[i] = Text(parts[i])
		}
	}
	return strings.Join(parts, ", ")
}

// text is the text that a JSON string is.
func text(value string) (text string, ok bool) {
	ok = strings.HasPrefix(value, `"`) && json.Unmarshal([]byte(value), &text) == nil
	return text, ok
}

// list is the elements of a JSON list.
func list(value string) (elements []json.RawMessage, ok bool) {
	ok = strings.HasPrefix(value, "[") && json.Unmarshal([]byte(value), &elements) == nil
	return elements, ok
}
