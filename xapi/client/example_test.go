// SPDX-License-Identifier: Apache-2.0

package client_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/client"
)

func Example() {
	server := httptest.NewServer(&fakeLRS{byID: map[xapi.UUID][]byte{}})
	defer server.Close()
	queue, err := os.MkdirTemp("", "queue")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(queue)
	c, err := client.New(client.Options{Endpoint: server.URL, Auth: client.Basic("clé", "secret"), Queue: queue})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer c.Close()
	ctx := context.Background()
	ids, err := c.Send(ctx, xapi.Statement{
		Actor:  xapi.Actor{IFI: xapi.Account("https://ac-exemple.fr/pseudo/2026", "k4f7")},
		Verb:   xapi.Verb{ID: "http://adlnet.gov/expapi/verbs/completed"},
		Object: xapi.Activity{ID: "https://ac-exemple.fr/briques/droit"},
	})
	fmt.Println(len(ids), err)
	fmt.Println(c.Flush(ctx), c.Stats().Delivered)
	// Output:
	// 1 <nil>
	// <nil> 1
}
