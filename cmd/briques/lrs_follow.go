// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

var farPast = time.Unix(0, 0)

// lrsFollow reads statements in the order of their commits, for ever or to the
// end, and keeps its place in a file.
type lrsFollow struct {
	lrsTarget
	cursor string
	once   bool
	every  time.Duration
	batch  int

	to, key, version string

	store lrs.Store // while it runs
}

func (o *lrsFollow) flags(cmd *cobra.Command, a *app) {
	o.lrsTarget.flags(cmd, a, false)
	f := cmd.Flags()
	f.StringVar(&o.cursor, "cursor", "", a.text("fichier qui garde la place atteinte", "file that keeps the place reached"))
	f.BoolVar(&o.once, "once", false, a.text("s'arrête à la dernière trace", "stop at the last statement"))
	f.DurationVar(&o.every, "every", 500*time.Millisecond, a.text("pause quand il n'y a rien de nouveau", "pause when nothing is new"))
	f.IntVar(&o.batch, "batch", 50, a.text("traces à la fois", "statements at a time"))
}

func newLRSFollowCmd(a *app) *cobra.Command {
	var o lrsFollow
	cmd := &cobra.Command{
		Use: "follow", Short: a.text("Écrit les traces en NDJSON à mesure qu'elles arrivent", "Write statements as NDJSON while they come"), Args: cobra.NoArgs,
		Example: "  briques lrs follow --db sqlite:traces.db --cursor place.txt",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.run(cmd.Context(), a, func(_ context.Context, list []lrs.Record) error {
				for _, r := range list {
					if _, err := a.out.Write(append(lrsLine(r.Payload), '\n')); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	o.flags(cmd, a)
	return cmd
}

// lrsLine turns line ends between tokens into spaces; inside strings JSON has
// none.
func lrsLine(payload []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, payload)
}

func newLRSForwardCmd(a *app) *cobra.Command {
	var o lrsFollow
	cmd := &cobra.Command{
		Use: "forward", Short: a.text("Envoie les traces à un autre entrepôt, sans perte ni doublon", "Send statements to another store, none lost, none twice"), Args: cobra.NoArgs,
		Example: "  briques lrs forward --db sqlite:traces.db --to https://lrs.exemple.fr/xapi --key utilisateur:motdepasse --cursor place.txt",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.to == "" || o.cursor == "" {
				return exitWith(exitUsage, "%s", a.text("--to et --cursor sont nécessaires", "--to and --cursor are needed"))
			}
			f := &forwarder{o: &o, a: a, body: func(ctx context.Context, hash string) (lrs.Attachment, error) {
				return o.store.Attachment(ctx, lrs.Tenant(o.tenant), hash)
			}, http: &http.Client{Timeout: 30 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
			return o.run(cmd.Context(), a, f.send)
		},
	}
	o.flags(cmd, a)
	f := cmd.Flags()
	f.StringVar(&o.to, "to", "", a.text("adresse de l'autre entrepôt", "address of the other store"))
	f.StringVar(&o.key, "key", os.Getenv("BRIQUES_LRS_KEY"), a.text("clé utilisateur:motdepasse (ou BRIQUES_LRS_KEY)", "key user:password (or BRIQUES_LRS_KEY)"))
	f.StringVar(&o.version, "xapi", "2.0.0", a.text("version xAPI de l'autre : 1.0.3 convertit les traces 2.0", "xAPI version of the other: 1.0.3 converts 2.0 statements"))
	return cmd
}

// run hands over chunks; the place is kept once a chunk has been taken.
func (o *lrsFollow) run(ctx context.Context, a *app, take func(context.Context, []lrs.Record) error) error {
	return o.on(ctx, a, func(store lrs.Store, t lrs.Tenant) error {
		o.store = store
		c, err := o.readCursor()
		if err != nil {
			return exitWith(exitUnreadable, "%w", err)
		}
		for {
			list, next, err := store.Follow(ctx, t, c, o.batch)
			if ctx.Err() != nil {
				return nil
			}
			if err != nil && !isUnavailable(err) {
				return exitWith(exitUnreadable, "%w", err)
			}
			if err == nil && len(list) > 0 {
				if err := take(ctx, list); err != nil {
					if ctx.Err() != nil {
						return nil
					}
					return err
				}
				if err := o.writeCursor(next); err != nil {
					return exitWith(exitUnreadable, "%w", err)
				}
				c = next
				continue
			}
			if err == nil && o.once {
				return nil
			}
			select {
			case <-time.After(o.every):
			case <-ctx.Done():
				return nil
			}
		}
	})
}

func (o *lrsFollow) readCursor() (lrs.Cursor, error) {
	if o.cursor == "" {
		return "", nil
	}
	b, err := os.ReadFile(o.cursor)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return lrs.Cursor(strings.TrimSpace(string(b))), err
}

// writeCursor replaces the file whole, synced first.
func (o *lrsFollow) writeCursor(c lrs.Cursor) error {
	if o.cursor == "" {
		return nil
	}
	f, err := os.CreateTemp(filepath.Dir(o.cursor), ".place-*")
	if err != nil {
		return err
	}
	_, err = f.WriteString(string(c) + "\n")
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return os.Rename(f.Name(), o.cursor)
}

// forwarder posts chunks until they are taken. Ids make a repeat harmless.
type forwarder struct {
	o    *lrsFollow
	a    *app
	http *http.Client
	body func(ctx context.Context, hash string) (lrs.Attachment, error)
}

func (f *forwarder) send(ctx context.Context, list []lrs.Record) error {
	pause, first := 250*time.Millisecond, true
	for {
		status, after, answer, err := f.post(ctx, list)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err == nil && (status == http.StatusOK || status == http.StatusNoContent):
			return nil
		case err == nil && (status == http.StatusBadRequest || status == http.StatusConflict || status == http.StatusRequestEntityTooLarge):
			if len(list) > 1 { // find the guilty one
				if err := f.send(ctx, list[:len(list)/2]); err != nil {
					return err
				}
				return f.send(ctx, list[len(list)/2:])
			}
			fmt.Fprintf(f.a.err, f.a.text("trace %s refusée par %s (%d), laissée de côté : %s\n", "statement %s refused by %s (%d), left aside: %s\n"), list[0].ID, f.o.to, status, answer)
			return nil
		case err == nil && (status == http.StatusUnauthorized || status == http.StatusForbidden):
			return exitWith(exitUnreadable, f.a.text("%s refuse la clé (%d) : rien n'est perdu, corrigez --key et relancez", "%s refuses the key (%d): nothing is lost, mend --key and run again"), f.o.to, status)
		}
		if first {
			first = false
			why := fmt.Sprintf("HTTP %d", status)
			if err != nil {
				why = f.a.sentence(err)
			}
			fmt.Fprintf(f.a.err, f.a.text("%s : %s ; nouvel essai jusqu'à ce que l'envoi passe\n", "%s: %s; trying again until it is taken\n"), f.o.to, why)
		}
		wait := max(after, pause/2+time.Duration(rand.Int64N(int64(pause))))
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return ctx.Err()
		}
		pause = min(2*pause, time.Minute)
	}
}

func (f *forwarder) post(ctx context.Context, list []lrs.Record) (status int, after time.Duration, answer string, err error) {
	body := []byte{'['}
	for i, r := range list {
		if i > 0 {
			body = append(body, ',')
		}
		payload := r.Payload
		if f.o.version == "1.0.3" {
			if down, is := xapi.Downgrade(payload); !is.HasErrors() {
				payload = down
			}
		}
		body = append(body, payload...)
	}
	body, contentType, err := f.withAttachments(ctx, append(body, ']'), list)
	if err != nil {
		return 0, 0, "", err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimRight(f.o.to, "/")+"/statements", bytes.NewReader(body))
	if err != nil {
		return 0, 0, "", err
	}
	if user, password, ok := strings.Cut(f.o.key, ":"); ok {
		req.SetBasicAuth(user, password)
	}
	req.Header.Set("X-Experience-API-Version", f.o.version)
	req.Header.Set("Content-Type", contentType)
	res, err := f.http.Do(req)
	if err != nil {
		return 0, 0, "", err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(io.LimitReader(res.Body, 4096))
	if s, convErr := strconv.Atoi(res.Header.Get("Retry-After")); convErr == nil {
		after = time.Duration(min(s, 900)) * time.Second
	}
	return res.StatusCode, after, string(text), err
}

// withAttachments makes the body multipart when statements have attachments
// that are kept here.
func (f *forwarder) withAttachments(ctx context.Context, statements []byte, list []lrs.Record) ([]byte, string, error) {
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	sent := map[string]bool{}
	for _, r := range list {
		for _, hash := range lrs.TakeApart(r.Payload).Hashes {
			a, err := f.body(ctx, hash)
			if sent[hash] || errors.Is(err, lrs.ErrNotFound) {
				continue // the same content, or one that is kept at its fileUrl
			}
			if err != nil {
				return nil, "", err
			}
			if len(sent) == 0 {
				if err := writePart(w, textproto.MIMEHeader{"Content-Type": {"application/json"}}, statements); err != nil {
					return nil, "", err
				}
			}
			sent[hash] = true
			h := textproto.MIMEHeader{"Content-Type": {a.ContentType}, "Content-Transfer-Encoding": {"binary"}, "X-Experience-API-Hash": {a.Hash}}
			if err := writePart(w, h, a.Body); err != nil {
				return nil, "", err
			}
		}
	}
	if len(sent) == 0 {
		return statements, "application/json", nil
	}
	err := w.Close()
	return out.Bytes(), "multipart/mixed; boundary=" + w.Boundary(), err
}

func writePart(w *multipart.Writer, h textproto.MIMEHeader, body []byte) error {
	p, err := w.CreatePart(h)
	if err == nil {
		_, err = p.Write(body)
	}
	return err
}
