package httpcheck

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// A BodyError says that a body could not be read to its end, or not in time.
type BodyError struct{ Err error }

func (e *BodyError) Error() string { return fmt.Sprintf("passant: the body cannot be read: %v", e.Err) }

func (e *BodyError) Unwrap() error { return e.Err }

var errConsumed = errors.New("it was read before, as by ParseForm")

// receive reads the body of a request that came in, and puts it back.
func receive(w http.ResponseWriter, r *http.Request, limit int) ([]byte, error) {
	if r.Body == nil || r.Body == http.NoBody {
		return nil, nil
	}
	ctx := r.Context()
	cut := false
	stop := whenDone(ctx, func() {
		cut = http.NewResponseController(w).SetReadDeadline(time.Unix(1, 0)) == nil
	})
	head, err := read(r.Body, r.ContentLength, limit)
	if stop(); cut && r.ProtoMajor == 1 { // or the deadline would end the next request of the connection
		w.Header().Set("Connection", "close")
	}
	if err = errors.Join(context.Cause(ctx), err); err != nil { // net/http ends the context of a request that it cannot read
		return nil, &BodyError{err}
	}
	if len(head) == 0 && (r.ContentLength > 0 || len(r.PostForm) > 0) {
		return nil, &BodyError{errConsumed}
	}
	rest := r.Body
	r.Body = again(head, rest, limit)
	if len(head) <= limit {
		r.GetBody = func() (io.ReadCloser, error) { return again(head, rest, limit), nil }
		r.ContentLength, r.TransferEncoding = int64(len(head)), nil
	}
	return head, nil
}

// whenDone calls end when ctx is done before stop is called, which waits for it.
func whenDone(ctx context.Context, end func()) (stop func()) {
	over := make(chan struct{})
	forget := context.AfterFunc(ctx, func() {
		defer close(over)
		end()
	})
	return func() {
		if !forget() {
			<-over
		}
	}
}

// read reads a body as far as limit and one byte more. Its length, negative for one that is not known, is what the sender says.
func read(body io.Reader, length int64, limit int) ([]byte, error) {
	const trusted = 64 << 10
	var b bytes.Buffer
	b.Grow(int(min(max(length, 0), int64(limit), trusted)) + bytes.MinRead)
	_, err := b.ReadFrom(io.LimitReader(body, int64(limit)+1))
	return b.Bytes(), err
}

// again is a body of which the head was read: all of it, or limit and one byte.
func again(head []byte, rest io.ReadCloser, limit int) io.ReadCloser {
	if len(head) <= limit {
		return io.NopCloser(bytes.NewReader(head))
	}
	return struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(head), rest), rest}
}
