package bench

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/passant-go/passant/engine/bench/contract"
)

// A NodeEngine is an engine of Node.js.
type NodeEngine struct {
	Name    string
	Differs []Trait
}

// NodeEngines lists them. They cannot call the rules of passant, and know the patterns of the contracts only.
func NodeEngines() []NodeEngine {
	all := []Trait{Lax, Reading, Notation, Huge, Ruled}
	return []NodeEngine{{"ajv standalone", all}, {"typebox", append(all, Beyond)}, {"zod", all}}
}

// NodeParse is what only parses.
const NodeParse = "JSON.parse"

// Node is a process of Node.js with engines that were installed by npm.
type Node struct {
	Version string

	dir      string
	process  *exec.Cmd
	requests io.WriteCloser
	replies  *bufio.Reader
}

// StartNode installs the engines in a directory of their own and starts them.
func StartNode() (*Node, error) {
	version, err := exec.Command("node", "--version").Output()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return nil, err
	}
	n := &Node{Version: strings.TrimSpace(string(version)), dir: dir}
	if err := n.start(); err != nil {
		n.Close()
		return nil, err
	}
	return n, nil
}

func (n *Node) start() error {
	if err := os.CopyFS(n.dir, os.DirFS("node")); err != nil {
		return err
	}
	facts, err := nodeContracts()
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(n.dir, "contracts.json"), facts, 0o600); err != nil {
		return err
	}
	install := exec.Command("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
	install.Dir = n.dir
	if out, err := install.CombinedOutput(); err != nil {
		return fmt.Errorf("npm: %w: %s", err, out)
	}
	n.process = exec.Command("node", "engines.mjs")
	n.process.Dir = n.dir
	n.process.Stderr = os.Stderr
	if n.requests, err = n.process.StdinPipe(); err != nil {
		return err
	}
	replies, err := n.process.StdoutPipe()
	if err != nil {
		return err
	}
	n.replies = bufio.NewReader(replies)
	return n.process.Start()
}

// Close ends the process and removes what was installed.
func (n *Node) Close() error {
	if n.process != nil && n.process.Process != nil {
		n.requests.Close()
		n.process.Wait()
	}
	return os.RemoveAll(n.dir)
}

// ask sends a request and reads the reply.
func (n *Node) ask(request map[string]any, reply any) error {
	line, err := json.Marshal(request)
	if err != nil {
		return err
	}
	if _, err := n.requests.Write(append(line, '\n')); err != nil {
		return err
	}
	line, err = n.replies.ReadBytes('\n')
	if err != nil {
		return err
	}
	return json.Unmarshal(line, reply)
}

// Valid judges a body.
func (n *Node) Valid(engine string, endpoint int, body []byte) (valid bool, err error) {
	err = n.ask(map[string]any{"engine": engine, "endpoint": endpoint, "body": body}, &valid)
	return valid, err
}

// Cases are those of the valid and the invalid payloads. Time is what Node.js measures.
func (n *Node) Cases() (all []Case) {
	for _, set := range []string{"valid", "invalid"} {
		read := ValidSet
		if set == "invalid" {
			read = InvalidSet
		}
		names := []string{NodeParse}
		for _, e := range NodeEngines() {
			names = append(names, e.Name)
		}
		for _, engine := range names {
			all = append(all, Case{set, engine, func() (Operation, error) {
				bodies, err := read()
				return Operation{Bytes: bodies.Len(), Warm: time.Second, Time: func(times int) (took time.Duration, err error) {
					err = n.ask(map[string]any{"engine": engine, "set": set, "n": times}, &took)
					return took, err
				}}, err
			}})
		}
	}
	return all
}

// nodeContracts are the schemas and the payloads.
func nodeContracts() ([]byte, error) {
	valid, err := ValidSet()
	if err != nil {
		return nil, err
	}
	invalid, err := InvalidSet()
	if err != nil {
		return nil, err
	}
	texts := func(set Set) (all []string) {
		for _, body := range set {
			all = append(all, string(body))
		}
		return all
	}
	var schemas []any
	for _, c := range contract.All() {
		unruled(c.Fields)
		schemas = append(schemas, schema(c))
	}
	return json.Marshal(map[string]any{"schemas": schemas, "valid": texts(valid), "invalid": texts(invalid)})
}

// unruled leaves of rules what the contract itself says beside them, in the patterns of JavaScript.
func unruled(fields []contract.Field) {
	for i := range fields {
		f := &fields[i]
		if length, ok := f.Rule.(contract.Units); ok {
			f.MaxLength = int(length)
		}
		f.Rule = nil
		f.Patterns = nil
		for _, p := range f.Wide {
			p = strings.ReplaceAll(p, "(?i)^https?", "^[hH][tT][tT][pP][sS]?")
			f.Patterns = append(f.Patterns, strings.ReplaceAll(p, `\x{`, `\u{`))
		}
		if f.Date == "20060102" {
			f.Date = "compact_date"
		}
		unruled(f.Fields)
	}
}
