// SPDX-License-Identifier: Apache-2.0

package sqlstore_test

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// childEnv makes the test program a writer that a fault test ends by force.
// It holds "where from count writers level".
const childEnv = "BRIQUES_TEST_CHILD"

// text is a statement of about 1 kB with a number for an id.
func text(n int) string {
	return fmt.Sprintf(`{"id":"%s","actor":{"account":{"homePage":"https://example.org","name":"p%d"}},"verb":{"id":"https://example.org/v%d"},"object":{"id":"https://example.org/a%d","definition":{"name":{"fr":"Activité %d"}}},"result":{"response":"%0*d"}}`,
		number(n), n%50, n%5, n%20, n%20, 700, n)
}

func number(n int) lrs.UUID {
	u, _ := lrs.ParseUUID(fmt.Sprintf("00000000-0000-4000-8000-%012d", n))
	return u
}

func itemOf(n int) lrs.Item {
	return lrs.Prepare([]byte(text(n)), lrs.Preparation{Authority: []byte(`{"mbox":"mailto:key@example.org"}`), Version: "2.0.0"})
}

// child writes statements and tells on its output which were acknowledged.
func child() int {
	var where, level string
	var from, count, writers int
	if _, err := fmt.Sscanf(os.Getenv(childEnv), "%s %d %d %d %s", &where, &from, &count, &writers, &level); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	o := sqlstore.Options{SkipVerify: true}
	if level != "FULL" {
		o.Unsafe = level
	}
	s, err := openFile(where, o)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 3
	}
	s.Sweep(50, 40) // so that it is stopped while the tables are written too
	next := make(chan int)
	var wg sync.WaitGroup
	for range writers {
		wg.Go(func() {
			for n := range next {
				if _, err := s.Put(context.Background(), "t", lrs.Batch{Items: []lrs.Item{itemOf(n)}}); err != nil {
					fmt.Fprintln(os.Stderr, err)
					os.Exit(4)
				}
				_, _ = os.Stdout.WriteString("ack " + strconv.Itoa(n) + "\n")
			}
		})
	}
	for n := from; n < from+count; n++ {
		next <- n
	}
	close(next)
	wg.Wait()
	if writers > 1 {
		time.Sleep(time.Hour) // it is killed
	}
	os.Exit(0) // no orderly close: the power goes
	return 0
}
