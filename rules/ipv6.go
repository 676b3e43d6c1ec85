package rules

// isIPv6 tells an IPv6 address as RFC 3986 §3.2.2 has it: eight groups of one to four hexadecimal digits, one or more
// of them that are zero perhaps written "::", the last two perhaps as an IPv4 address.
func isIPv6(s []byte) bool {
	groups, short := 0, false
	for len(s) > 0 {
		if len(s) > 1 && s[0] == ':' && s[1] == ':' {
			if short {
				return false
			}
			short = true
			if s = s[2:]; len(s) == 0 {
				break
			}
		} else if groups > 0 {
			if s[0] != ':' {
				return false
			}
			s = s[1:]
		}
		n := 0
		for n < len(s) && n < 4 && isHex(s[n]) {
			n++
		}
		if n < len(s) && s[n] == '.' {
			groups += 2
			return isIPv4(s) && isWhole(groups, short)
		}
		if n == 0 || groups == 8 {
			return false
		}
		groups++
		s = s[n:]
	}
	return isWhole(groups, short)
}

func isWhole(groups int, short bool) bool { return groups <= 8 && short == (groups < 8) }

// isIPv4 tells four decimal numbers up to 255 without leading zeros, separated by dots.
func isIPv4(s []byte) bool {
	for i := range 4 {
		if i > 0 {
			if len(s) == 0 || s[0] != '.' {
				return false
			}
			s = s[1:]
		}
		n, number := 0, 0
		for n < len(s) && n < 3 && isDigit(s[n]) {
			number = number*10 + int(s[n]-'0')
			n++
		}
		if n == 0 || number > 255 || n > 1 && s[0] == '0' {
			return false
		}
		s = s[n:]
	}
	return len(s) == 0
}
