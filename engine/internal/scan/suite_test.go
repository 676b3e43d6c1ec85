package scan_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/go-faster/jx" // whose module contains the JSONTestSuite
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/internal/scan"
)

// suiteCodes lists the decisions on the texts of the JSONTestSuite that RFC 8259
// leaves open, and on the valid ones that I-JSON or a limit refuses.
var suiteCodes = map[string]scan.Code{
	"y_number_double_close_to_zero":                  scan.NumberSize,
	"y_object_duplicated_key":                        scan.DuplicateKey,
	"y_object_duplicated_key_and_value":              scan.DuplicateKey,
	"i_number_double_huge_neg_exp":                   scan.NumberSize,
	"i_number_huge_exp":                              scan.NumberSize,
	"i_number_neg_int_huge_exp":                      scan.NumberSize,
	"i_number_pos_double_huge_exp":                   scan.NumberSize,
	"i_number_real_neg_overflow":                     scan.NumberSize,
	"i_number_real_pos_overflow":                     scan.NumberSize,
	"i_number_real_underflow":                        scan.NumberSize,
	"i_number_too_big_neg_int":                       scan.None,
	"i_number_too_big_pos_int":                       scan.None,
	"i_number_very_big_negative_int":                 scan.None,
	"i_object_key_lone_2nd_surrogate":                scan.Surrogate,
	"i_string_1st_surrogate_but_2nd_missing":         scan.Surrogate,
	"i_string_1st_valid_surrogate_2nd_invalid":       scan.Surrogate,
	"i_string_UTF-16LE_with_BOM":                     scan.Syntax,
	"i_string_UTF-8_invalid_sequence":                scan.UTF8,
	"i_string_UTF8_surrogate_U+D800":                 scan.UTF8,
	"i_string_incomplete_surrogate_and_escape_valid": scan.Surrogate,
	"i_string_incomplete_surrogate_pair":             scan.Surrogate,
	"i_string_incomplete_surrogates_escape_valid":    scan.Surrogate,
	"i_string_invalid_lonely_surrogate":              scan.Surrogate,
	"i_string_invalid_surrogate":                     scan.Surrogate,
	"i_string_invalid_utf-8":                         scan.UTF8,
	"i_string_inverted_surrogates_U+1D11E":           scan.Surrogate,
	"i_string_iso_latin_1":                           scan.UTF8,
	"i_string_lone_second_surrogate":                 scan.Surrogate,
	"i_string_lone_utf8_continuation_byte":           scan.UTF8,
	"i_string_not_in_unicode_range":                  scan.UTF8,
	"i_string_overlong_sequence_2_bytes":             scan.UTF8,
	"i_string_overlong_sequence_6_bytes":             scan.UTF8,
	"i_string_overlong_sequence_6_bytes_null":        scan.UTF8,
	"i_string_truncated-utf-8":                       scan.UTF8,
	"i_string_utf16BE_no_BOM":                        scan.Syntax,
	"i_string_utf16LE_no_BOM":                        scan.Syntax,
	"i_structure_500_nested_arrays":                  scan.Depth,
	"i_structure_UTF-8_BOM_empty_object":             scan.BOM,
}

func TestJSONTestSuite(t *testing.T) {
	module, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/go-faster/jx").Output()
	require.NoError(t, err)
	dir := filepath.Join(strings.TrimSpace(string(module)), "testdata", "test_parsing")
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, files)

	s := scanner(scan.DefaultLimits())
	var valid, invalid, open, seen int
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		offset, code := value(s, text)
		want, listed := suiteCodes[name]
		if listed {
			seen++
		}
		switch name[0] {
		case 'y':
			valid++
		case 'n':
			invalid++
			if !listed {
				assert.NotEqual(t, scan.None, code, name)
				want = code
			}
		case 'i':
			open++
			assert.True(t, listed, "%s: no decision, found %v at %d", name, code, offset)
		}
		assert.Equal(t, want, code, "%s at %d", name, offset)
	}
	assert.Len(t, suiteCodes, seen)
	t.Logf("%d valid, %d invalid, %d open", valid, invalid, open)
}

// value checks a text that may be any value.
func value(s *scan.Scanner, b []byte) (offset int, code scan.Code) {
	i, code := scan.Begin(b, &wide)
	if code != scan.None && code != scan.NotObject {
		return i, code
	}
	if i, _, code = s.Skip(b, i, 1); code != scan.None {
		return i, code
	}
	return scan.End(b, i)
}
