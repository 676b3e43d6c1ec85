package phone

// CallingCode returns the country calling code (ITU-T E.164) that digits, without a +, begin with: 31 of "31", 1 of "1242".
// It is 0 where there is none: no code is 3, nor begins with 999. It never allocates.
func CallingCode[T string | []byte](digits T) int {
	code := 0
	for i := range min(maxCode, len(digits)) {
		if digits[i]-'0' > 9 {
			return 0
		}
		if code = code*10 + int(digits[i]-'0'); code == 0 || planOf[code] != 0 {
			return code
		}
	}
	return 0
}
