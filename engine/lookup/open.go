package lookup

import (
	"context"
	"errors"

	"github.com/passant-go/passant/engine"
)

// Open makes of a lookup one that says Yes where l could not tell, whatever the reason, the end of the context included.
//
// Each time, told is called with the name of the lookup and the error, by several goroutines at once; nil tells nobody.
func Open(l engine.Lookup, told func(ctx context.Context, lookup string, err error)) engine.Lookup {
	ask := l.Ask
	if ask == nil {
		return l
	}
	l.Ask = func(ctx context.Context, in Values) (Outcome, error) {
		outcome, err := ask(ctx, in)
		if err == nil && (outcome == Yes || outcome == No) {
			return outcome, nil
		}
		if err == nil {
			err = errUnknown
		}
		if told != nil {
			told(ctx, l.Name, err)
		}
		return Yes, nil
	}
	return l
}

var errUnknown = errors.New("its outcome is unknown")
