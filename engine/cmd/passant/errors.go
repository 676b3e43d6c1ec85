package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/passant-go/passant/engine/internal/spell"
)

// An exit is the code of a command that has said all there is to say. A worse one is greater.
type exit int

const (
	fine    exit = 0
	atFault exit = 1 // a payload or a contract
	failed  exit = 2

	brokenPipe exit = 128 + 13 // what a shell makes of SIGPIPE
)

func (e exit) Error() string { return "exit status " + strconv.Itoa(int(e)) }

// say writes a message for people.
func (a *app) say(format string, args ...any) {
	fmt.Fprintf(a.err, "passant: "+format+"\n", args...)
}

// finish is the exit code of a command, which it tells about what is not said yet.
func (a *app) finish(cmd *cobra.Command, err error) exit {
	var code exit
	switch {
	case errors.Is(a.out.err, syscall.EPIPE):
		return brokenPipe
	case a.out.err != nil:
		a.say("standard output: %v", a.out.err)
		return failed
	case err == nil || errors.As(err, &code):
		return code
	}
	a.say("%v", err)
	if cmd.Name() == "help" {
		cmd = cmd.Parent()
	}
	a.say("see %q", cmd.CommandPath()+" --help")
	return failed
}

// An output remembers why it failed, so that not every write needs to be asked.
type output struct {
	to  io.Writer
	err error
}

func (o *output) Write(p []byte) (n int, err error) {
	if o.err == nil {
		n, o.err = o.to.Write(p)
	}
	return n, o.err
}

func unknownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return errors.New("no command is given")
	}
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	return fmt.Errorf("there is no command%s%s", quoted(args[0]), didYouMean(args[0], names))
}

// didYouMean asks for the name that was probably meant, if any.
func didYouMean(name string, names []string) string {
	if near, ok := spell.Nearest(name, slices.Values(names)); ok {
		return fmt.Sprintf(", did you mean %q?", near)
	}
	return ""
}

// flagError says in words what strconv has against the value of a flag, and shows nothing that may be a payload.
func flagError(_ *cobra.Command, err error) error {
	var unknown interface{ GetSpecifiedShortnames() string }
	if errors.As(err, &unknown) && !pathLike(unknown.GetSpecifiedShortnames()) {
		return errors.New("there is an unknown flag")
	}
	wrong := (*strconv.NumError)(nil)
	if !errors.As(err, &wrong) {
		return err
	}
	wanted := "want a number"
	switch {
	case wrong.Func == "ParseBool":
		wanted = "want true or false"
	case wrong.Err == strconv.ErrRange:
		wanted = "want a number of fewer digits"
	}
	text := strings.TrimSuffix(err.Error(), wrong.Error()) + wanted
	if !pathLike(wrong.Num) {
		text = strings.Replace(text, " "+strconv.Quote(wrong.Num), "", 1)
	}
	return errors.New(text)
}

func noArguments(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		if argument := quoted(args[0]); argument != "" {
			return fmt.Errorf("no arguments are wanted,%s is one", argument)
		}
		return errors.New("no arguments are wanted")
	}
	return nil
}
