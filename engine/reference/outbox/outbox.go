// Package outbox is where a message goes that a provider would send to a telephone or a mailbox: into a file.
package outbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// A Message is a line of the file, as JSON.
type Message struct {
	Endpoint string `json:"endpoint"` // which makes one send it
	To       string `json:"to"`       // a telephone number or an e-mail address
	Code     string `json:"code"`
}

// An Outbox appends messages to a file. It is safe for concurrent use.
type Outbox struct {
	mu   sync.Mutex
	file *os.File
}

// Open opens a file, which is made where it is missing: only its owner can read it then. One that is there keeps its permissions.
func Open(path string) (*Outbox, error) {
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("the file for codes cannot be opened: %w", err)
	}
	return &Outbox{file: file}, nil
}

// Send appends a message. The error does not show it.
func (o *Outbox) Send(m Message) error {
	line, err := json.Marshal(m)
	if err != nil {
		return err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	_, err = o.file.Write(append(line, '\n'))
	return err
}

// Beat tells whether a message could be kept: the file is where it was opened, and its disk has room, for which a file beside it is
// written that is gone again. Where nothing may be made beside it, or the outbox is no regular file, room is not looked for.
func (o *Outbox) Beat() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	file, err := o.file.Stat()
	if err != nil {
		return err
	}
	if there, err := os.Stat(o.file.Name()); err != nil || !os.SameFile(file, there) {
		return errors.New("the file for codes was removed or replaced")
	}
	if !file.Mode().IsRegular() {
		return nil
	}
	beside, err := os.CreateTemp(filepath.Dir(o.file.Name()), ".beat-*")
	if errors.Is(err, fs.ErrPermission) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("the disk of the file for codes: %w", err)
	}
	_, err = beside.Write(make([]byte, room))
	if err = errors.Join(err, beside.Close(), os.Remove(beside.Name())); err != nil {
		return fmt.Errorf("the disk of the file for codes: %w", err)
	}
	return nil
}

// room is what a message needs at most, in bytes, and more than a file system keeps in an inode.
const room = 16 << 10

// Close closes the file.
func (o *Outbox) Close() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.file.Close()
}
