// SPDX-License-Identifier: Apache-2.0

package spoken

import (
	"errors"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Words is what is said of err in both languages.
func Words(err error) issue.Text { return Sentence(err.Error()) }

// Reason is Words for a file that the sentence names already.
func Reason(err error) issue.Text {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return Words(err)
}

// Sentence words what the standard library says inside s.
func Sentence(s string) issue.Text {
	load()
	t := issue.Text{FR: s, EN: s}
	for _, p := range phrases {
		if p.is.MatchString(t.FR) {
			t.FR = p.is.ReplaceAllString(t.FR, p.fr)
			t.EN = p.is.ReplaceAllString(t.EN, p.en)
		}
	}
	return files(t)
}

// files words “open PATH: reason”. The path is not said again where the words
// before name it, nor when it is a name of ours beside the file to write.
func files(t issue.Text) issue.Text {
	m := operation.FindStringSubmatchIndex(t.FR)
	if m == nil {
		return issue.Text{FR: swap(t.FR, false), EN: swap(t.EN, true)}
	}
	path, before := t.FR[m[2]:m[3]], t.FR[:m[0]]
	fr, en := path+" : ", path+": "
	switch {
	case path == "/dev/stdout":
		fr, en = "sortie standard : ", "standard output: "
	case strings.Contains(before, path) || strings.HasPrefix(filepath.Base(path), ".briques-"):
		fr, en = "", ""
	}
	t.FR = before + fr + swap(t.FR[m[4]:], false)
	if m := operation.FindStringSubmatchIndex(t.EN); m != nil {
		t.EN = t.EN[:m[0]] + en + swap(t.EN[m[4]:], true)
	}
	return t
}

// swap words the reason that a system gives.
func swap(s string, english bool) string {
	return reason.ReplaceAllStringFunc(s, func(w string) string {
		if english {
			return reasons[w].EN
		}
		return reasons[w].FR
	})
}

// reasons are the words of a system for what it refuses.
var reasons = map[string]issue.Text{
	"no such file or directory":         {FR: "fichier introuvable", EN: "no such file"},
	"file does not exist":               {FR: "fichier introuvable", EN: "no such file"},
	"permission denied":                 {FR: "accès refusé", EN: "permission denied"},
	"operation not permitted":           {FR: "accès refusé", EN: "permission denied"},
	"is a directory":                    {FR: "c’est un dossier", EN: "it is a folder"},
	"not a directory":                   {FR: "un nom de ce chemin n’est pas un dossier", EN: "a name of this path is not a folder"},
	"directory not empty":               {FR: "ce dossier n’est pas vide", EN: "the folder is not empty"},
	"file exists":                       {FR: "ce fichier existe, il n’est pas écrasé", EN: "the file exists, it is not overwritten"},
	"too many levels of symbolic links": {FR: "le lien symbolique tourne en rond", EN: "the symbolic link runs in a circle"},
	"file name too long":                {FR: "ce nom est trop long", EN: "the name is too long"},
	"invalid cross-device link":         {FR: "les deux noms ne sont pas sur le même disque", EN: "the two names are not on the same disk"},
	"read-only file system":             {FR: "ce disque est en lecture seule", EN: "the disk is read-only"},
	"no space left on device":           {FR: "le disque est plein", EN: "the disk is full"},
	"disk quota exceeded":               {FR: "le quota du disque est atteint", EN: "the disk quota is reached"},
	"too many open files":               {FR: "trop de fichiers ouverts", EN: "too many open files"},
	"text file busy":                    {FR: "ce programme est en cours d’exécution", EN: "the program is running"},
	"input/output error":                {FR: "le disque ne répond plus", EN: "the disk does not answer"},
	"cannot allocate memory":            {FR: "la mémoire manque", EN: "memory is lacking"},
	"broken pipe":                       {FR: "la sortie s’est fermée", EN: "the output is closed"},
}

var (
	reason, operation *regexp.Regexp
	phrases           []phrase
)

// phrase is one sentence of the standard library, or of a part of one.
type phrase struct {
	is     *regexp.Regexp
	fr, en string
}

// load compiles once, at the first error: a program that meets none pays
// nothing.
var load = sync.OnceFunc(func() {
	all := make([]string, 0, len(reasons))
	for w := range reasons {
		all = append(all, regexp.QuoteMeta(w))
	}
	any := `(?:` + strings.Join(all, "|") + `)`
	reason = regexp.MustCompile(`\b` + any + `\b`)
	operation = regexp.MustCompile(`\b(?:open|openat|read|write|close|sync|fsync|stat|lstat|fstatat|mkdir|mkdirat|rename|remove|unlinkat|link|symlink|readlink|truncate|chmod|chdir|readdirent|fdopendir|flock|fork/exec) ((?:[^:\n]|:[^ \n])+): (` + any + `)\b`)
	for _, p := range table {
		phrases = append(phrases, phrase{regexp.MustCompile(p[0]), p[1], p[2]})
	}
})
