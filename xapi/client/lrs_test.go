// SPDX-License-Identifier: Apache-2.0

package client_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"

	"forge.apps.education.fr/eafc/briques/xapi"
)

// fakeLRS keeps statements by id, in a file when it has one. A statement with
// the word POISON is refused for good; answer, when set, is asked first.
type fakeLRS struct {
	mu      sync.Mutex
	byID    map[xapi.UUID][]byte
	order   []xapi.UUID
	file    *os.File
	posts   int
	parts   int
	answer  func(r *http.Request, body []byte) (status int, text string, header map[string]string)
	maxBody int
}

// open loads and appends to a file of one statement a line.
func (l *fakeLRS) open(name string) error {
	l.byID = map[xapi.UUID][]byte{}
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	good := int64(0)
	in := bufio.NewReader(f)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			break
		}
		good += int64(len(line))
		s, _ := xapi.Decode(line[:len(line)-1], xapi.Options{})
		l.byID[s.ID] = line
		l.order = append(l.order, s.ID)
	}
	if err := f.Truncate(good); err != nil {
		return err
	}
	_, err = f.Seek(good, io.SeekStart)
	l.file = f
	return err
}

func (l *fakeLRS) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	w.Header().Set("X-Experience-API-Version", "2.0.0")
	if l.answer != nil {
		if status, text, header := l.answer(r, body); status != 0 {
			for k, v := range header {
				w.Header().Set(k, v)
			}
			w.WriteHeader(status)
			io.WriteString(w, text)
			return
		}
	}
	if r.Method == http.MethodGet {
		raw, ok := l.byID[xapi.UUID(r.URL.Query().Get("statementId"))]
		if !ok {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		w.Write(raw)
		return
	}
	l.posts++
	if l.maxBody > 0 && len(body) > l.maxBody {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	}
	if kind := r.Header.Get("Content-Type"); strings.HasPrefix(kind, "multipart/") {
		m, is, err := xapi.ReadMultipart(strings.NewReader(string(body)), kind, xapi.MultipartLimits{})
		if err != nil || len(is) > 0 {
			http.Error(w, fmt.Sprint(is, err), http.StatusBadRequest)
			return
		}
		defer m.Close()
		body = m.JSON
		l.parts += len(m.Parts)
	}
	batch, is := xapi.DecodeBatch(body, xapi.Options{}, xapi.BatchLimits{})
	if is.HasErrors() {
		http.Error(w, is.Error(), http.StatusBadRequest)
		return
	}
	ids := []xapi.UUID{}
	var lines []byte
	for _, s := range batch.Statements {
		ids = append(ids, s.ID)
		switch old := l.byID[s.ID]; {
		case strings.Contains(string(s.Raw()), "POISON"):
			http.Error(w, "poison is not accepted here", http.StatusBadRequest)
			return
		case old == nil:
			lines = append(append(lines, s.Raw()...), '\n')
		case !xapi.Equal(old, s.Raw()):
			w.WriteHeader(http.StatusConflict)
			return
		}
	}
	if l.file != nil {
		if _, err := l.file.Write(lines); err != nil || l.file.Sync() != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
	}
	for _, s := range batch.Statements {
		if l.byID[s.ID] == nil {
			l.byID[s.ID] = s.Raw()
			l.order = append(l.order, s.ID)
		}
	}
	json.NewEncoder(w).Encode(ids)
}
