// SPDX-License-Identifier: Apache-2.0

package spoken

// Parts of the expressions below.
const (
	request = `(?:(?:Get|Post|Put|Delete|Head) "[^"\s]*": )?`
	dial    = `(?:dial|listen) (?:tcp|udp)[46]?`
)

// table holds an expression, its French and its English. Order matters: what
// names a server comes before what words the rest of the sentence.
var table = [][3]string{
	// Names and addresses.
	{request + dial + `:? (\S+): connect: connection refused`, "connexion refusée par $1", "connection refused by $1"},
	{request + `(?:` + dial + `: )?lookup (?:tcp|udp)/(\S+): unknown port`, "« $1 » n’est pas un port", "“$1” is not a port"},
	{request + `(?:` + dial + `: )?lookup (\S+?)(?: on \S+)?: (?:no such host|no address associated with hostname)`, "serveur $1 introuvable", "server $1 not found"},
	{request + `(?:` + dial + `: )?lookup (\S+?)(?: on \S+)?: (?:server misbehaving|Temporary failure in name resolution|.*i/o timeout|.*connection refused)`, "le nom $1 ne se résout pas : le réseau répond-il ?", "the name $1 cannot be looked up: does the network answer?"},
	{request + dial + `:? (\S+): (?:i/o timeout|connect: (?:connection|operation) timed out)`, "$1 ne répond pas à temps", "$1 does not answer in time"},
	{request + dial + `:? (\S+): connect: (?:no route to host|network is unreachable|host is down)`, "$1 est hors d’atteinte", "$1 is out of reach"},
	{request + dial + `:? address (\S*): missing port in address`, "« $1 » : un port est attendu, comme 127.0.0.1:8080", "“$1”: a port is expected, such as 127.0.0.1:8080"},
	{request + dial + `:? address (\S+): too many colons in address`, "« $1 » : une adresse IPv6 s’écrit entre crochets, comme [::1]:8080", "“$1”: an IPv6 address is written in brackets, such as [::1]:8080"},
	{request + dial + `:? (?:address )?(\S+): invalid port`, "« $1 » n’est pas un port (de 0 à 65535)", "“$1” is not a port (0 to 65535)"},
	{dial + ` (\S+): bind: address already in use`, "l’adresse $1 est déjà prise : choisissez-en une autre", "address $1 is already in use: choose another one"},
	{dial + ` (\S+): bind: permission denied`, "l’adresse $1 demande des droits : choisissez un port au-dessus de 1023", "address $1 needs rights: choose a port above 1023"},
	{dial + ` (\S+): bind: cannot assign requested address`, "l’adresse $1 n’est pas de cette machine", "address $1 is not of this machine"},
	{request + `(?:read|write) tcp \S+?->(\S+): (?:read|write): (?:connection reset by peer|broken pipe)`, "$1 a coupé la connexion", "$1 has cut the connection"},
	{request + `(?:read|write) tcp \S+?->(\S+): i/o timeout`, "$1 ne répond pas à temps", "$1 does not answer in time"},
	{`\b(?:Get|Post|Put|Delete|Head) "[^"]*": unsupported protocol scheme ".*?"`, "une adresse http:// ou https:// est attendue", "an http:// or https:// address is expected"},
	{`\b(?:Get|Post|Put|Delete|Head) "[^"]*": http: no Host in request URL`, "l’adresse ne nomme aucun serveur", "the address names no server"},
	{`parse "([^"\s]*)": (?:first path segment in URL cannot contain colon|missing protocol scheme|invalid .*|net/url: invalid .*|missing '\]' in host|empty url)`, "« $1 » n’est pas une adresse", "“$1” is not an address"},
	{`parse (".*"): (?:invalid .*|net/url: invalid .*)`, "$1 n’est pas une adresse", "$1 is not an address"},
	{`invalid URL escape "([^"]*)"`, "« $1 » : deux chiffres hexadécimaux sont attendus après %", "“$1”: two hexadecimal digits are expected after %"},
	{`invalid semicolon separator in query`, "un point-virgule sépare des paramètres : écrivez &", "a semicolon separates parameters: write &"},
	{`netip\.Parse(?:Prefix|Addr)\("(.*?)"\): .*`, "« $1 » n’est pas un réseau, comme 10.0.0.0/8", "“$1” is not a network, such as 10.0.0.0/8"},
	{`\b(?:Get|Post|Put|Delete|Head) "https?://([^/"?]+)[^"]*": `, "$1 : ", "$1: "},
	// Waiting.
	{`context deadline exceeded(?: \(Client\.Timeout .*?\))?`, "pas de réponse à temps", "no answer in time"},
	{`net/http: request canceled(?: while waiting for connection)?(?: \(Client\.Timeout .*?\))?`, "pas de réponse à temps", "no answer in time"},
	{`net/http: TLS handshake timeout`, "pas de réponse à temps", "no answer in time"},
	{`context canceled`, "arrêté", "stopped"},
	// What is no web server, or speaks without encryption.
	{`http: server gave HTTP response to HTTPS client`, "ce serveur parle http, pas https", "this server speaks http, not https"},
	{`tls: first record does not look like a TLS handshake`, "ce serveur ne parle pas https", "this server does not speak https"},
	{`net/http: HTTP/1\.x transport connection broken: .*|malformed HTTP (?:response|version|status code) .*`, "ce n’est pas un serveur web", "this is not a web server"},
	{`stopped after \d+ redirects`, "le serveur renvoie d’adresse en adresse sans fin", "the server redirects without end"},
	// Certificates and keys.
	{`(?:tls: failed to verify certificate: )?x509: certificate signed by unknown authority.*`, "le certificat vient d’une autorité que cette machine ne connaît pas", "the certificate comes from an authority that this machine does not know"},
	{`(?:tls: failed to verify certificate: )?x509: certificate is valid for (.+?), not (\S+)`, "le certificat est celui de $1, pas de $2", "the certificate is that of $1, not of $2"},
	{`(?:tls: failed to verify certificate: )?x509: (?:certificate is not valid for any names, but wanted to match|cannot validate certificate for|certificate relies on legacy Common Name field).*`, "le certificat ne nomme pas ce serveur", "the certificate does not name this server"},
	{`(?:tls: failed to verify certificate: )?x509: certificate has expired or is not yet valid: current time (\S+) is after (\S+)`, "le certificat est échu depuis le $2", "the certificate expired on $2"},
	{`(?:tls: failed to verify certificate: )?x509: certificate has expired or is not yet valid: current time (\S+) is before (\S+)`, "le certificat ne vaut qu’à partir du $2", "the certificate is valid from $2 only"},
	{`x509: certificate has expired or is not yet valid:?`, "le certificat est échu ou pas encore valable", "the certificate has expired or is not yet valid"},
	{`(?:tls: failed to verify certificate: )?x509: (?:certificate is not authorized to sign other certificates|certificate specifies an incompatible key usage|.*parent certificate cannot sign.*|too many intermediates.*|unhandled critical extension)`, "le certificat n’est pas fait pour cet usage", "the certificate is not made for this use"},
	{`remote error: tls: .*`, "le serveur refuse la connexion chiffrée", "the server refuses the encrypted connection"},
	{`tls: failed to find any PEM data in certificate input|tls: failed to find "CERTIFICATE" PEM block .*`, "un certificat PEM est attendu (-----BEGIN CERTIFICATE-----)", "a PEM certificate is expected (-----BEGIN CERTIFICATE-----)"},
	{`tls: failed to find any PEM data in key input|tls: failed to find PEM block .*|tls: found a certificate rather than a key .*|tls: failed to parse private key`, "une clé privée PEM est attendue (-----BEGIN PRIVATE KEY-----)", "a PEM private key is expected (-----BEGIN PRIVATE KEY-----)"},
	{`tls: private key (?:type )?does not match public key(?: type)?`, "la clé privée n’est pas celle du certificat", "the private key is not that of the certificate"},
	{`x509: (?:failed to parse|malformed|invalid|trailing data|unsupported|unknown).*|asn1: (?:structure|syntax) error: .*`, "certificat ou clé illisible", "unreadable certificate or key"},
	// Texts that are not what they should be.
	{`invalid character '(.+?)' (?:looking for|in|after|as).*`, "ce n’est pas du JSON : « $1 » inattendu", "this is not JSON: unexpected “$1”"},
	{`unexpected end of JSON input`, "ce n’est pas du JSON : fin inattendue", "this is not JSON: unexpected end"},
	{`json: cannot unmarshal (\S+?)(?: -?[\d.eE+-]+)? into Go struct field (?:\S*\.)?(\S+?) of type \S+`, "« $2 » : valeur d’une autre sorte attendue (lu : $1)", "“$2”: a value of another sort is expected (read: $1)"},
	{`json: cannot unmarshal (\S+?)(?: -?[\d.eE+-]+)? into Go value of type \S+`, "valeur JSON d’une autre sorte attendue (lu : $1)", "a JSON value of another sort is expected (read: $1)"},
	{`strconv\.Parse(?:Int|Uint|Float)?(?:Bool)?: parsing "(.*?)": (?:invalid syntax|value out of range)|strconv\.Atoi: parsing "(.*?)": (?:invalid syntax|value out of range)`, "« $1$2 » n’est pas un nombre admis", "“$1$2” is not an accepted number"},
	{`parsing time "(.*?)"(?: as ".*?")?:.*`, "« $1 » n’est pas une date", "“$1” is not a date"},
	{`time: (?:invalid duration|unknown unit ".*?" in duration|missing unit in duration) "(.*?)"`, "« $1 » n’est pas une durée", "“$1” is not a duration"},
	{`illegal base64 data at input byte (\d+)`, "base64 : octet $1 inattendu", "base64: unexpected byte $1"},
	{`encoding/hex: .*`, "chiffres hexadécimaux attendus", "hexadecimal digits expected"},
	{`zip: not a valid zip file`, "ce n’est pas un fichier ZIP entier", "this is not a whole ZIP file"},
	{`zip: checksum error`, "une entrée est abîmée", "an entry is damaged"},
	{`zip: unsupported compression algorithm`, "compression inconnue", "unknown compression"},
	{`(?:flate|gzip|zlib): .*`, "données compressées abîmées", "damaged compressed data"},
	// encoding/xml, see xml.SyntaxError.
	{`invalid character entity (&\S*?)(?: \(no semicolon\))?$`, "entité $1 inconnue", "unknown entity $1"},
	{`illegal character code U\+([0-9A-F]+)`, "caractère U+$1 interdit", "character U+$1 is not allowed"},
	{`unquoted or missing attribute value in element`, "valeur d’attribut sans guillemets", "attribute value without quotes"},
	{`attribute name without = in element|expected attribute name in element`, "attribut mal écrit", "badly written attribute"},
	{`unescaped < inside quoted string`, "« < » dans une valeur d’attribut : écrivez &lt;", "“<” in an attribute value: write &lt;"},
	{`unescaped \]\]> not in CDATA section`, "« ]]> » hors d’une section CDATA", "“]]>” outside a CDATA section"},
	{`element <(.+?)> closed by </(.+?)>`, "</$2> lu, </$1> attendu", "</$2> read, </$1> expected"},
	{`unexpected end element </(.+?)>`, "</$1> ne ferme rien", "</$1> closes nothing"},
	{`(?:expected element name after <|expected element name after </|invalid characters between </\S* and >|expected /> in element|expected target name after <\?|invalid sequence <!-* not part of .*|invalid sequence "--" not allowed in comments)`, "balise mal écrite", "badly written tag"},
	{`invalid UTF-8`, "texte qui n’est pas en UTF-8", "text that is not UTF-8"},
	// Ends and programs.
	{`unexpected EOF`, "fin inattendue", "unexpected end"},
	{`(^|: )EOF$`, "${1}rien n’est venu", "${1}nothing came"},
	{`exec: "([^"]+)": executable file not found in \S+`, "la commande $1 est introuvable", "command $1 is not found"},
	{`\bexit status (\d+)`, "code de sortie $1", "exit code $1"},
	{`signal: (?:killed|terminated|interrupt)`, "programme arrêté", "program stopped"},
}
