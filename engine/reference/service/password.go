package service

import (
	"context"
	"runtime"

	"github.com/alexedwards/argon2id"
	"golang.org/x/sync/semaphore"
)

// A hasher hashes passwords with argon2id (RFC 9106), as many at a time as there are processors: each takes 19 MiB.
type hasher struct{ processors *semaphore.Weighted }

func newHasher() *hasher { return &hasher{semaphore.NewWeighted(int64(runtime.GOMAXPROCS(0)))} }

// The least that OWASP's cheat sheet on password storage recommends.
var parameters = &argon2id.Params{Memory: 19 << 10, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hash is the hash of a password in the PHC string format, with its salt and parameters.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	if err := h.processors.Acquire(ctx, 1); err != nil {
		return "", err
	}
	defer h.processors.Release(1)
	return argon2id.CreateHash(password, parameters)
}
