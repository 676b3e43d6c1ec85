package service_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/passant-go/passant/engine/reference/service"
)

// leakless asserts that when the test ends, no goroutine is left that it started.
func leakless(t *testing.T) {
	before := goleak.IgnoreCurrent()
	t.Cleanup(func() {
		http.DefaultClient.CloseIdleConnections()
		goleak.VerifyNone(t, before)
	})
}

// atOnce calls do for 0 to n-1, all of them at the same time, and returns when the last is done.
func atOnce(n int, do func(i int)) {
	start := make(chan struct{})
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			<-start
			do(i)
		})
	}
	close(start)
	all.Wait()
}

// count is the number of rows of a table.
func (s *server) count(t testing.TB, table string) (n int) {
	require.NoError(t, s.store.DB.QueryRow("SELECT count(*) FROM "+table).Scan(&n))
	return n
}

// Of many clients that want the same, one gets it, and all others the answer that the document has for them.
func TestOneOfManyWins(t *testing.T) {
	const clients = 200
	onDatabases(t, func(t *testing.T, source string) {
		leakless(t)
		s := start(t, source, func(c *service.Config) { c.Patience = time.Minute })
		wins := func(table string, losing []string, request func(i int) answer) {
			t.Helper()
			answers := make([]answer, clients)
			atOnce(clients, func(i int) { answers[i] = request(i) })
			counts := map[string]int{}
			for _, a := range answers {
				told := "other"
				for _, l := range losing {
					if a.body == l {
						told = "lost"
					}
				}
				if a.status == 200 && strings.Contains(a.body, "OK") || a.status == 201 || strings.Contains(a.body, "success") {
					told = "won"
				}
				if told == "other" {
					t.Errorf("%d %s", a.status, a.body)
				}
				counts[told]++
			}
			assert.Equal(t, map[string]int{"won": 1, "lost": clients - 1}, counts)
			assert.Equal(t, 1, s.count(t, table))
		}

		wins("larsverp_users", []string{`{"message":"The given data was invalid.","errors":{"email":["The email has already been taken."]}}`}, func(i int) answer {
			return s.post(t, "/users/register", strings.Replace(harrie, "harrie@", []string{"harrie@", "Harrie@", "HARRIE@"}[i%3], 1))
		})
		assert.Len(t, s.sent(t), 1)

		wins("pankek_users", []string{`{"result":"Username is already in use"}`}, func(int) answer {
			return s.post(t, "/registerEndpoint", nickname, "api-key", "k")
		})

		sent := s.get(t, "/a/send_code?phone_number=%2B18885559977")
		q := url.Values{"phone_number": {"+18885559977"}, "phone_code": {s.lastCode(t)}, "phone_code_hash": {sent.field(t, "phone_code_hash")}, "first_name": {"john"}, "last_name": {"doe"}}
		wins("pantel_users", []string{
			`{"phone_code_hash_expired":"phone code hash expired or incorrect"}`, // asked once the winner had used the code
			`{"wrong_phone_code":"phone_code is wrong"}`,                         // used just between the two questions
			`{"already_registered":"there is an account with these inputs"}`,
		}, func(int) answer { return s.get(t, "/a/register?"+q.Encode()) })
	})
}

// Whoever was told to be registered is, whoever else asks is not told otherwise, and who gave up is registered or not.
func TestCancelledRequests(t *testing.T) {
	const clients = 100
	onDatabases(t, func(t *testing.T, source string) {
		leakless(t)
		s := start(t, source)
		registered := make([]bool, clients)
		atOnce(clients, func(i int) {
			ctx, cancel := context.WithTimeout(context.Background(), time.Duration(rand.IntN(1000))*time.Millisecond)
			defer cancel()
			status, body := s.try(ctx, t, numbered(i))
			registered[i] = status == 201
			if status != 0 && status != 201 {
				t.Errorf("%d %s", status, body)
			}
		})
		var before int
		assert.Eventually(t, func() bool { // those whose clients gave up end, too
			settled := before
			before = s.count(t, "larsverp_users")
			return settled == before && s.store.DB.Stats().InUse == 0
		}, 10*time.Second, 100*time.Millisecond)
		for i, was := range registered {
			again := s.post(t, "/users/register", numbered(i))
			if was {
				assert.Equal(t, 422, again.status, again.body)
			}
		}
		assert.Equal(t, clients, s.count(t, "larsverp_users"))
	})
}

// numbered is a payload with an address of its own.
func numbered(i int) string {
	return strings.Replace(harrie, "harrie@", fmt.Sprintf("harrie%d@", i), 1)
}

// try registers at larsverp. The status is 0 where there is no answer.
func (s *server) try(ctx context.Context, t testing.TB, body string) (status int, answer string) {
	r, err := http.NewRequestWithContext(ctx, "POST", s.URL+"/users/register", strings.NewReader(body))
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/json")
	response, err := s.Client().Do(r)
	if err != nil {
		return 0, ""
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	return response.StatusCode, string(text)
}
