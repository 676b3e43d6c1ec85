package bench

import "github.com/passant-go/passant/engine"

// passant reuses one report, as a service does that keeps them in a pool.
type passant struct{ report engine.Report }

func newPassant() (Engine, error) { return new(passant), nil }

func (*passant) Differs() []Trait { return nil }

func (p *passant) Valid(endpoint int, body []byte) bool {
	contracts[endpoint].Endpoint.ValidateInto(&p.report, body)
	return p.report.Valid()
}

func (p *passant) AppendAnswer(dst []byte, endpoint int, body []byte) []byte {
	contracts[endpoint].Endpoint.ValidateInto(&p.report, body)
	return p.report.AppendAnswer(dst)
}
