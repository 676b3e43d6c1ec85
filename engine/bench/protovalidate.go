package bench

import (
	"errors"
	"fmt"
	"strconv"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/passant-go/passant/engine/bench/contract"
	"github.com/passant-go/passant/engine/bench/internal/pb"
)

// protobuf decodes into generated messages.
type protobuf struct {
	validator protovalidate.Validator
	fast      protovalidate.Validator // stops at the first fault
	messages  []func() proto.Message
	rules     [][]protoRule
}

// A protoRule is a rule, which CEL within protovalidate cannot call.
type protoRule struct {
	field       *contract.Field
	text, other protoreflect.FieldDescriptor
}

func newProtovalidate() (Engine, error) {
	e := &protobuf{messages: []func() proto.Message{
		func() proto.Message { return new(pb.Pankek) },
		func() proto.Message { return new(pb.Larsverp) },
		func() proto.Message { return new(pb.Pantel) },
		func() proto.Message { return new(pb.Digipay) },
		func() proto.Message { return new(pb.Bitpub) },
	}}
	var warm []proto.Message
	for i, c := range contracts {
		m := e.messages[i]()
		warm = append(warm, m)
		fields := m.ProtoReflect().Descriptor().Fields()
		var all []protoRule
		for j := range c.Fields {
			if f := &c.Fields[j]; f.Rule != nil {
				all = append(all, protoRule{f, fields.ByJSONName(f.Name), fields.ByJSONName(f.Other)})
			}
		}
		e.rules = append(e.rules, all)
	}
	var err error
	if e.validator, err = protovalidate.New(protovalidate.WithMessages(warm...)); err != nil {
		return nil, err
	}
	e.fast, err = protovalidate.New(protovalidate.WithMessages(warm...), protovalidate.WithFailFast())
	return e, err
}

func (*protobuf) Differs() []Trait { return []Trait{Reading, Null, Notation, Huge, Quoted} }

func (e *protobuf) Valid(endpoint int, body []byte) bool {
	m := e.messages[endpoint]()
	return decode.Unmarshal(body, m) == nil && e.fast.Validate(m) == nil && e.ruled(endpoint, m) == nil
}

func (e *protobuf) AppendAnswer(dst []byte, endpoint int, body []byte) []byte {
	m := e.messages[endpoint]()
	if err := decode.Unmarshal(body, m); err != nil {
		return fmt.Append(dst, err)
	}
	if invalid, ok := errors.AsType[*protovalidate.ValidationError](e.validator.Validate(m)); ok {
		for _, v := range invalid.Violations {
			dst = fmt.Appendln(dst, v)
		}
	}
	for _, name := range e.ruled(endpoint, m) {
		dst = fmt.Appendf(dst, "%s: %v\n", name, errRule)
	}
	return dst
}

var decode = protojson.UnmarshalOptions{DiscardUnknown: true}

// ruled names the members that rules refuse.
func (e *protobuf) ruled(endpoint int, message proto.Message) (names []string) {
	m := message.ProtoReflect()
	for _, r := range e.rules[endpoint] {
		if !m.Has(r.text) {
			continue
		}
		text, other := "", ""
		if v := m.Get(r.text).Interface(); r.text.Kind() == protoreflect.StringKind {
			text = v.(string)
		} else {
			text = strconv.FormatInt(v.(int64), 10)
		}
		if r.other != nil {
			other = m.Get(r.other).String()
		}
		if !excepted(r.field, text) && !r.field.Accepts(text, other) {
			names = append(names, r.field.Name)
		}
	}
	return names
}
