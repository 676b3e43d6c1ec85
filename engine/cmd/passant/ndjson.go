package main

import (
	"bufio"
	"bytes"
	"io"
	"iter"
)

// buffered is how many bytes are read and written at a time, where there are as many.
const buffered = 64 << 10

// eachLine judges every line of in as a payload.
func (c *check) eachLine(_ string, in io.Reader) error {
	out := bufio.NewWriterSize(c.out, buffered)
	defer out.Flush()
	limit := c.judge.Limits().Body
	for line, err := range lines(&prompt{in, out}, limit) {
		switch {
		case err != nil:
			return err
		case len(line) > limit:
			c.report = c.judge.TooLarge(line)
		default:
			c.judge.ValidateInto(&c.report, line)
		}
		c.record++
		out.Write(c.verdict())
		if out.WriteByte('\n') != nil {
			break
		}
	}
	return nil
}

// A prompt reader hands on what was written before it waits for more to read.
type prompt struct {
	in  io.Reader
	out *bufio.Writer
}

func (p *prompt) Read(b []byte) (int, error) {
	p.out.Flush()
	return p.in.Read(b)
}

// lines yields the lines of in that are not blank, without their ends and in memory that is used again. One over
// limit is cut somewhere after it.
func lines(in io.Reader, limit int) iter.Seq2[[]byte, error] {
	kept := limit + len("\r\n") // whatever a longer line ends with, this much of it is over the limit
	return func(yield func([]byte, error) bool) {
		buffer := bufio.NewReaderSize(in, buffered)
		var line []byte
		for err := error(nil); err == nil; {
			blank, more := true, true
			for line = line[:0]; more; {
				var part []byte
				part, err = buffer.ReadSlice('\n')
				more = err == bufio.ErrBufferFull
				blank = blank && len(bytes.Trim(part, " \t\r\n")) == 0
				line = append(line, part[:min(len(part), kept-len(line))]...)
			}
			switch {
			case err != nil && err != io.EOF:
				yield(nil, err)
			case !blank && !yield(withoutEnd(line), nil):
				return
			}
		}
	}
}

func withoutEnd(line []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
}
