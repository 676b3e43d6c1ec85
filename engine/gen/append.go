package gen

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/typed"
)

// AppendName begins a member of the object at the end of dst; quoted is its name as JSON.
func AppendName(dst []byte, quoted string) []byte {
	if dst[len(dst)-1] != '{' {
		dst = append(dst, ',')
	}
	return append(append(dst, quoted...), ':')
}

// AppendText appends a string, which must be valid UTF-8.
func AppendText[S ~string](dst []byte, s S) []byte {
	return answer.AppendString(dst, string(s), plan.Plain)
}

// AppendInt appends an integer.
func AppendInt(dst []byte, n int64) []byte { return strconv.AppendInt(dst, n, 10) }

// AppendNumber appends a number.
func AppendNumber(dst []byte, n typed.Number) []byte {
	return append(dst, cmp.Or(n, "0")...)
}

// AppendBool appends true or false.
func AppendBool(dst []byte, b bool) []byte { return strconv.AppendBool(dst, b) }

// AppendJSON appends a value.
func AppendJSON(dst []byte, j typed.JSON) []byte {
	return append(dst, cmp.Or(j, "null")...)
}

// AppendNullable appends null, or what write does.
func AppendNullable[T any](dst []byte, n typed.Nullable[T], write func([]byte, T) []byte) []byte {
	if v, ok := n.Get(); ok {
		return write(dst, v)
	}
	return append(dst, "null"...)
}

// AppendSecret appends what is secret.
func AppendSecret[T any](dst []byte, s typed.Secret[T], write func([]byte, T) []byte) []byte {
	return write(dst, s.Reveal())
}

// AppendList appends a list.
func AppendList[T any](dst []byte, list []T, write func([]byte, T) []byte) []byte {
	dst = append(dst, '[')
	for i, v := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = write(dst, v)
	}
	return append(dst, ']')
}

// AppendMap appends an object, its members in the order of their names.
func AppendMap[T any](dst []byte, m map[string]T, write func([]byte, T) []byte) []byte {
	return append(AppendMembers(append(dst, '{'), m, write), '}')
}

// AppendMembers appends further members to the object at the end of dst, in the order of their names.
func AppendMembers[T any](dst []byte, m map[string]T, write func([]byte, T) []byte) []byte {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if dst[len(dst)-1] != '{' {
			dst = append(dst, ',')
		}
		dst = write(append(AppendText(dst, name), ':'), m[name])
	}
	return dst
}
