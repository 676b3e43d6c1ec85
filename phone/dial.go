package phone

// number finds the number that the digits dial from the home region, which is nil where it is unknown.
func (d *digits) number(home *region) (Number, Reason) {
	of, reason := d.significant(home)
	if reason != 0 {
		return Number{}, reason
	}
	return d.national(of.code)
}

// possible is number where it is enough to know whether there is one, and whether it is possible.
func (d *digits) possible(home *region) Reason {
	of, reason := d.significant(home)
	if reason == 0 {
		reason = d.fits()
	}
	if reason != 0 {
		return reason
	}
	return plans[planOf[of.code]].main().length(d.len())
}

// fits tells what keeps the digits from being a national significant number of any region.
func (d *digits) fits() Reason {
	switch {
	case d.len() < 2:
		return TooShort
	case d.len() > maxNational:
		return TooLong
	}
	return 0
}

// significant takes what comes before the national significant number, and returns the region that this is of. The steps
// are libphonenumber's: the calling code first, then the national prefix of its main region.
func (d *digits) significant(home *region) (*region, Reason) {
	// Two digits are a number only where there is nothing else.
	if d.len() < 2 || d.len() == 2 && (d.plus || d.parted) {
		return nil, TooShort
	}
	of, reason := d.locate(home)
	if reason != 0 {
		return nil, reason
	}
	if d.len() < 2 {
		return nil, TooShort
	}
	if prefix := of.prefix(d.text()); prefix.end > 0 {
		// What begins with a national prefix may be a short number as it stands.
		switch of.length(prefix.length(d.len())) {
		case 0, TooLong:
			d.cut(prefix)
		}
	}
	return of, 0
}

// national returns the number whose national significant number the digits are.
func (d *digits) national(code uint16) (Number, Reason) {
	if reason := d.fits(); reason != 0 {
		return Number{}, reason
	}
	value, at := uint64(0), plans[planOf[code]].verdict
	for _, digit := range d.text() {
		value = value*10 + uint64(digit-'0')
		if at >= sinks {
			at = step(at, digit)
		}
	}
	return Number{value, code, uint8(d.len()), label(at)}, 0
}

// locate takes the calling code and what comes before it, and returns the region that the rest is of:
// the main one of the code, or home where there is no code.
func (d *digits) locate(home *region) (*region, Reason) {
	if d.plus {
		if main := d.takeCode(); main != nil {
			return main, 0
		}
	}
	switch {
	case home == nil && d.plus:
		return nil, InvalidCountryCode
	case home == nil:
		return nil, NoRegion
	}
	end := int(cuts[label(walk(home.international, d.text()))].end)
	if end > 0 && (end == d.len() || d.text()[end] != '0') { // no calling code begins with 0
		d.from += end
		if d.len() <= 2 {
			return nil, TooShort
		}
		if main := d.takeCode(); main != nil {
			return main, 0
		}
		return nil, InvalidCountryCode
	}
	if d.plus {
		return nil, InvalidCountryCode
	}
	if d.takeHomeCode(home) {
		return plans[planOf[home.code]].main(), 0
	}
	return home, 0
}

// code returns the plan of the calling code that the digits begin with, nil for none, and the length of the code.
func (d *digits) code() (*plan, int) {
	code := 0
	for i, c := range d.text()[:min(maxCode, d.len())] {
		code = code*10 + int(c-'0')
		if code == 0 {
			break
		}
		if p := planOf[code]; p != 0 {
			return &plans[p], i + 1
		}
	}
	return nil, 0
}

// takeCode takes the calling code and returns its main region, or nil where there is no code.
func (d *digits) takeCode() *region {
	p, n := d.code()
	if p == nil {
		return nil
	}
	d.from += n
	return p.main()
}

// takeHomeCode takes the calling code of the home region, and a national prefix after it,
// where the digits are too long for the region or come to match its general description only thereby.
func (d *digits) takeHomeCode(home *region) bool {
	p, n := d.code()
	if p == nil || p.main().code != home.code {
		return false
	}
	rest := d.text()[n:]
	prefix := home.prefix(rest)
	becomes := !home.describes(d.text(), &cuts[0]) && home.describes(rest, prefix)
	if !becomes && home.length(d.len()) != TooLong {
		return false
	}
	d.from += n
	d.cut(prefix)
	return true
}
