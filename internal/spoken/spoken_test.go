// SPDX-License-Identifier: Apache-2.0

package spoken_test

import (
	"archive/zip"
	"context"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/internal/spoken"
)

func fail[T any](_ T, err error) error { return err }

// TestWords makes the errors that people meet, so that a new Go that words
// them otherwise turns this red.
func TestWords(t *testing.T) {
	dir := t.TempDir()
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	defer secure.Close()
	mute, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer mute.Close()
	late, stop := context.WithTimeout(t.Context(), time.Millisecond)
	defer stop()
	get := func(ctx context.Context, address string) error {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return err
		}
		return fail(http.DefaultClient.Do(r))
	}
	of := func(u string) string { return strings.TrimPrefix(strings.TrimPrefix(u, "https://"), "http://") }
	var n int
	for _, c := range []struct {
		err    error
		fr, en string
	}{
		{fail(os.Open(dir + "/nul")), dir + "/nul : fichier introuvable", dir + "/nul: no such file"},
		{fail(os.ReadFile(dir)), dir + " : c’est un dossier", dir + ": it is a folder"},
		{os.Mkdir(dir, 0o755), "ce fichier existe", "the file exists"},
		{fmt.Errorf("%s : %w", dir+"/nul", fail(os.Open(dir+"/nul"))), dir + "/nul : fichier introuvable", dir + "/nul : no such file"},
		{fmt.Errorf("cannot be read (as: said): %w", fail(os.Open("nul"))), "cannot be read (as: said): nul : fichier introuvable", "cannot be read (as: said): nul: no such file"},
		{&fs.PathError{Op: "write", Path: dir + "/.briques-1-0", Err: syscall.ENOSPC}, "le disque est plein", "the disk is full"},
		{&fs.PathError{Op: "mkdir", Path: "/a", Err: syscall.EROFS}, "/a : ce disque est en lecture seule", "/a: the disk is read-only"},
		{&fs.PathError{Op: "open", Path: "/a", Err: syscall.EACCES}, "/a : accès refusé", "/a: permission denied"},
		{fail(net.Dial("tcp", "127.0.0.1:1")), "connexion refusée par 127.0.0.1:1", "connection refused by 127.0.0.1:1"},
		{get(t.Context(), "http://127.0.0.1:1/x"), "connexion refusée par 127.0.0.1:1", "connection refused by 127.0.0.1:1"},
		{fail(net.Listen("tcp", mute.Addr().String())), "est déjà prise", "is already in use"},
		{fail(net.Listen("tcp", "127.0.0.1:99999")), "« 99999 » n’est pas un port", "“99999” is not a port"},
		{fail(net.Listen("tcp", "nul")), "un port est attendu", "a port is expected"},
		{fail(net.Listen("tcp", "192.0.2.1:80")), "n’est pas de cette machine", "is not of this machine"},
		{&net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "nul.example", Server: "192.0.2.1:53"}}, "serveur nul.example introuvable", "server nul.example not found"},
		{&net.OpError{Op: "listen", Net: "tcp", Addr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80}, Err: os.NewSyscallError("bind", syscall.EACCES)}, "demande des droits", "needs rights"},
		{&net.OpError{Op: "dial", Net: "tcp", Addr: &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 80}, Err: os.NewSyscallError("connect", syscall.ETIMEDOUT)}, "192.0.2.1:80 ne répond pas à temps", "192.0.2.1:80 does not answer in time"},
		{get(late, "http://"+mute.Addr().String()), "pas de réponse à temps", "no answer in time"},
		{get(t.Context(), secure.URL), of(secure.URL) + " : le certificat vient d’une autorité que cette machine ne connaît pas", "the certificate comes from an authority"},
		{get(t.Context(), "https://"+of(plain.URL)), "ce serveur parle http, pas https", "this server speaks http, not https"},
		{get(t.Context(), "ftp://a/b"), "une adresse http:// ou https:// est attendue", "an http:// or https:// address is expected"},
		{get(t.Context(), "http://a b/"), "n’est pas une adresse", "is not an address"},
		{x509.HostnameError{Certificate: secure.Certificate(), Host: "autre.exemple"}, "le certificat est celui de example.com", "the certificate is that of example.com"},
		{x509.CertificateInvalidError{Cert: secure.Certificate(), Reason: x509.Expired, Detail: "current time 2030-01-01T00:00:00Z is after 2029-01-01T00:00:00Z"}, "le certificat est échu depuis le 2029-01-01T00:00:00Z", "the certificate expired on 2029"},
		{fail(x509.ParseCertificate([]byte("x"))), "certificat ou clé illisible", "unreadable certificate or key"},
		{fail(new(url.URL).Parse("::bad")), "« ::bad » n’est pas une adresse", "“::bad” is not an address"},
		{fail(url.ParseQuery("a=%zz")), "« %zz » : deux chiffres hexadécimaux", "“%zz”: two hexadecimal digits"},
		{fail(netip.ParsePrefix("10.0.0.0")), "« 10.0.0.0 » n’est pas un réseau", "“10.0.0.0” is not a network"},
		{json.Unmarshal([]byte("{x"), &struct{}{}), "ce n’est pas du JSON : « x » inattendu", "this is not JSON: unexpected “x”"},
		{json.Unmarshal([]byte("{"), &struct{}{}), "fin inattendue", "unexpected end"},
		{json.Unmarshal([]byte(`{"N":"a"}`), &struct{ N int }{}), "« N » : valeur d’une autre sorte attendue (lu : string)", "“N”: a value of another sort"},
		{json.Unmarshal([]byte("1"), &struct{}{}), "valeur JSON d’une autre sorte attendue (lu : number)", "a JSON value of another sort"},
		{fail(strconv.Atoi("x")), "« x » n’est pas un nombre admis", "“x” is not an accepted number"},
		{fail(strconv.ParseUint("-1", 10, 8)), "« -1 » n’est pas un nombre admis", "“-1” is not an accepted number"},
		{fail(time.Parse(time.RFC3339, "hier")), "« hier » n’est pas une date", "“hier” is not a date"},
		{fail(time.Parse(time.DateOnly, "2026-13-45")), "« 2026-13-45 » n’est pas une date", "“2026-13-45” is not a date"},
		{fail(time.ParseDuration("3x")), "« 3x » n’est pas une durée", "“3x” is not a duration"},
		{fail(base64.StdEncoding.DecodeString("*")), "base64 : octet 0 inattendu", "base64: unexpected byte 0"},
		{fail(zip.NewReader(strings.NewReader("x"), 1)), "ce n’est pas un fichier ZIP entier", "this is not a whole ZIP file"},
		{exec.Command("nulle-commande-ici").Run(), "la commande nulle-commande-ici est introuvable", "command nulle-commande-ici is not found"},
		{io.ErrUnexpectedEOF, "fin inattendue", "unexpected end"},
		{errors.New("EOF"), "rien n’est venu", "nothing came"},
		{xml.Unmarshal([]byte("<a>&foo;</a>"), &struct{}{}), "entité &foo; inconnue", "unknown entity &foo;"},
		{xml.Unmarshal([]byte("<a b=1></a>"), &struct{}{}), "valeur d’attribut sans guillemets", "attribute value without quotes"},
		{xml.Unmarshal([]byte("<a></b>"), &struct{}{}), "</b> lu, </a> attendu", "</b> read, </a> expected"},
		{xml.Unmarshal([]byte("<a"), &struct{}{}), "fin inattendue", "unexpected end"},
		{xml.Unmarshal([]byte("< a>"), &struct{}{}), "balise mal écrite", "badly written tag"},
		{errors.New("rien de connu"), "rien de connu", "rien de connu"},
	} {
		n++
		if c.err == nil {
			t.Errorf("%d (%s): no error", n, c.fr)
			continue
		}
		got := spoken.Words(c.err)
		if !strings.Contains(got.FR, c.fr) || !strings.Contains(got.EN, c.en) {
			t.Errorf("%q:\n got %q\n and %q\nwant %q\n and %q", c.err, got.FR, got.EN, c.fr, c.en)
		}
		if m := regexp.MustCompile(`\b(?:tcp|tls|x509|strconv|lookup|no such|denied|invalid|unexpected|syscall)\b`).FindString(got.FR); m != "" {
			t.Errorf("%q says %q", got.FR, m)
		}
	}
	if got := spoken.Reason(fail(os.Open(filepath.Join(dir, "nul")))); got.FR != "fichier introuvable" || got.EN != "no such file" {
		t.Errorf("Reason: %+v", got)
	}
}
