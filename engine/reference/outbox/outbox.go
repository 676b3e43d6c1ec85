// Package outbox is where a message goes that a provider would send to a telephone or a mailbox: into a file.
package outbox

import (
	"encoding/json"
	"fmt"
	"os"
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

// Close closes the file.
func (o *Outbox) Close() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.file.Close()
}
