package splicetest

import (
	"bufio"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/internal/seedtest"
)

// N is the flag that says how many splices a test tries; 0 leaves it to the test.
var N = flag.Int("splices", 0, "how many contracts tests of splices try; 0: as many as each does otherwise")

// A Test has other processes try splices.
type Test struct {
	Count     int
	Schemas   fs.FS // the module of the contract language
	Contracts fs.FS // the directories shop and atlas
	Try       func(t *testing.T, x *Splice)

	seed uint64 // of PASSANT_SEED, or a new one
}

// The environment of a process that tries splices says which: the seed, the first, and the one after the last.
const variable = "PASSANT_SPLICES"

// Run fails a test where a splice does, and where one panics, takes all memory or stack, or goes on for ever in functions of this
// module. Where CUE does, it goes on with the next. The test calls it before anything else, as it runs in each process.
func (x Test) Run(t *testing.T) {
	if plan := os.Getenv(variable); plan != "" {
		var from, to int
		_, err := fmt.Sscan(plan, &x.seed, &from, &to)
		require.NoError(t, err)
		x.try(t, from, to)
		return
	}
	x.seed = seedtest.New(t)
	ends := map[string]int{}
	for from := 0; from < x.Count; {
		next, end := x.process(t, from)
		if next <= from {
			t.Fatalf("the other process does not begin:\n%s", end)
		}
		if end != "" {
			whose := whose(end)
			ends[whose]++
			if whose != cues {
				splice := newSplicer(t, x.Schemas, x.Contracts).splice(x.rand(next - 1))
				t.Errorf("splice %d of PASSANT_SEED=%d, in %s\n%.6000s\n%s", next-1, x.seed, splice.Base.Name, end, splice.Text)
			}
		}
		from = next
	}
	t.Logf("%d splices of PASSANT_SEED=%d; ends of processes %v", x.Count, x.seed, ends)
}

// process has another process try the splices from one on. It returns the one after the last that was begun, and what was written
// where the process did not end well.
func (x Test) process(t *testing.T, from int) (next int, end string) {
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.timeout=0")
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d %d %d", variable, x.seed, from, x.Count), "GOTRACEBACK=single")
	var errors, written strings.Builder
	cmd.Stderr = &errors
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	stuck := time.AfterFunc(2*patience, func() { cmd.Process.Kill() })
	next = from
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var i int
		if _, err := fmt.Sscanf(lines.Text(), "splice %d", &i); err == nil {
			next = i + 1
			stuck.Reset(2 * patience)
		} else if lines.Text() != "PASS" {
			fmt.Fprintln(&written, lines.Text())
		}
	}
	stuck.Stop()
	if err := cmd.Wait(); err != nil {
		return next, fmt.Sprintf("%v\n%s%s", err, errors.String(), written.String())
	}
	return next, ""
}

const (
	patience = 3 * time.Minute // with one splice
	memory   = 1 << 30         // that it may take
)

// try tries the splices from one to another, and tells which before each.
func (x Test) try(t *testing.T, from, to int) {
	debug.SetMaxStack(256 << 20)
	debug.SetGCPercent(800)
	var begun atomic.Int64
	begun.Store(time.Now().UnixNano())
	go watch(&begun)
	s := newSplicer(t, x.Schemas, x.Contracts)
	for i := from; i < to && !t.Failed(); i++ {
		fmt.Println("splice", i)
		begun.Store(time.Now().UnixNano())
		protected(t, func() { x.Try(t, s.splice(x.rand(i))) })
	}
}

// rand is what a splice is drawn from.
func (x Test) rand(i int) *rand.Rand { return rand.New(rand.NewPCG(x.seed, uint64(i))) }

func protected(t *testing.T, f func()) {
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	f()
}

// watch ends the process where a splice takes too much time or memory, and writes what it was at.
func watch(begun *atomic.Int64) {
	var m runtime.MemStats
	for range time.Tick(time.Second / 4) {
		what := ""
		if runtime.ReadMemStats(&m); m.HeapAlloc > memory {
			runtime.GC() // what is left over does not count
			if runtime.ReadMemStats(&m); m.HeapAlloc > memory {
				what = "too much memory"
			}
		}
		if time.Since(time.Unix(0, begun.Load())) > patience {
			what = "too much time"
		}
		if what != "" {
			fmt.Fprintf(os.Stderr, "%s in\n%s", what, stays())
			os.Exit(3)
		}
	}
}

// stays is the functions that a splice is in for a while, the innermost first: that which does not end is the first.
func stays() string {
	const looks = 10
	var common []string // the outermost first
	stack := make([]byte, 64<<20)
	for i := range looks {
		time.Sleep(50 * time.Millisecond)
		var calls []string
		for goroutine := range strings.SplitSeq(string(stack[:runtime.Stack(stack, true)]), "\n\n") {
			if strings.Contains(goroutine, ".protected(") {
				calls = functions(goroutine)
			}
		}
		if i == 0 {
			common = calls
		}
		n := 0
		for n < min(len(common), len(calls)) && common[n] == calls[n] {
			n++
		}
		common = common[:n]
	}
	var b strings.Builder
	for i := len(common) - 1; i >= 0; i-- {
		b.WriteString(common[i] + "\n")
	}
	return b.String()
}

// functions is those of a stack, the outermost first, without their arguments.
func functions(stack string) (names []string) {
	for line := range strings.Lines(stack) {
		if i := strings.LastIndexByte(line, '('); i > 0 && line[0] != '\t' {
			names = append([]string{line[:i]}, names...)
		}
	}
	return names
}

const (
	ours = "github.com/passant-go/passant/"
	cues = "cuelang.org/go/"
)

// whose says whose function a process ended in: what it panicked in or stayed in is the first that is ours or CUE's; a stack that is
// full is ours where any of its top is.
func whose(end string) string {
	const top = 40
	first, seen := "", 0
	full := strings.Contains(end, "stack exceeds")
	for line := range strings.Lines(end) {
		switch {
		case strings.HasPrefix(line, "--- FAIL"):
			return ours
		case strings.HasPrefix(line, ours) && (first == "" || full):
			return ours
		case strings.HasPrefix(line, cues):
			first = cues
		default:
			continue
		}
		if seen++; seen == top {
			break
		}
	}
	return first
}
