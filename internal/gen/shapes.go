// SPDX-License-Identifier: Apache-2.0

package gen

// Shapes of documents whose Go type does not write itself by its tags. They
// serve the generation alone; the packages named beside each read the bytes.

// open is an object of anything.
type open map[string]string

// statement is xapi.Statement: package xapi judges, this is what no valid
// statement breaks.
type statement struct {
	ID          string            `json:"id,omitempty" validate:"omitempty,min=36,max=36"`
	Actor       statementActor    `json:"actor"`
	Verb        statementVerb     `json:"verb"`
	Object      statementObject   `json:"object"`
	Result      *statementResult  `json:"result,omitempty"`
	Context     *statementContext `json:"context,omitempty"`
	Timestamp   string            `json:"timestamp,omitempty" validate:"omitempty,min=1"`
	Stored      string            `json:"stored,omitempty" validate:"omitempty,min=1"`
	Authority   *statementActor   `json:"authority,omitempty"`
	Version     string            `json:"version,omitempty" validate:"omitempty,min=1"`
	Attachments []attachment      `json:"attachments,omitempty" validate:"omitempty,min=0,dive"`
}

type statementActor struct {
	ObjectType  string           `json:"objectType,omitempty" validate:"omitempty,oneof=Agent Group"`
	Name        *string          `json:"name,omitempty"`
	Mbox        string           `json:"mbox,omitempty" validate:"omitempty,min=1"`
	MboxSHA1Sum string           `json:"mbox_sha1sum,omitempty" validate:"omitempty,min=40,max=40"`
	OpenID      string           `json:"openid,omitempty" validate:"omitempty,min=1"`
	Account     *account         `json:"account,omitempty"`
	Member      []statementActor `json:"member,omitempty" validate:"omitempty,min=0,dive"`
}

type account struct {
	HomePage string `json:"homePage" validate:"min=1"`
	Name     string `json:"name"`
}

type statementVerb struct {
	ID      string `json:"id" validate:"min=1"`
	Display *open  `json:"display,omitempty"`
}

// statementObject is one of five things, told apart by objectType.
type statementObject struct {
	ObjectType  string            `json:"objectType,omitempty" validate:"omitempty,oneof=Activity Agent Group StatementRef SubStatement"`
	ID          string            `json:"id,omitempty" validate:"omitempty,min=1"`
	Definition  *open             `json:"definition,omitempty"`
	Name        *string           `json:"name,omitempty"`
	Mbox        string            `json:"mbox,omitempty" validate:"omitempty,min=1"`
	MboxSHA1Sum string            `json:"mbox_sha1sum,omitempty" validate:"omitempty,min=40,max=40"`
	OpenID      string            `json:"openid,omitempty" validate:"omitempty,min=1"`
	Account     *account          `json:"account,omitempty"`
	Member      []statementActor  `json:"member,omitempty" validate:"omitempty,min=0,dive"`
	Actor       *statementActor   `json:"actor,omitempty"`
	Verb        *statementVerb    `json:"verb,omitempty"`
	Object      *open             `json:"object,omitempty"`
	Result      *statementResult  `json:"result,omitempty"`
	Context     *statementContext `json:"context,omitempty"`
	Timestamp   string            `json:"timestamp,omitempty" validate:"omitempty,min=1"`
	Attachments []attachment      `json:"attachments,omitempty" validate:"omitempty,min=0,dive"`
}

type statementResult struct {
	Score      *score  `json:"score,omitempty"`
	Success    *bool   `json:"success,omitempty"`
	Completion *bool   `json:"completion,omitempty"`
	Response   *string `json:"response,omitempty"`
	Duration   string  `json:"duration,omitempty" validate:"omitempty,min=2"`
	Extensions *open   `json:"extensions,omitempty"`
}

type score struct {
	Scaled *float64 `json:"scaled,omitempty" validate:"omitnil,min=-1,max=1"`
	Raw    *float64 `json:"raw,omitempty"`
	Min    *float64 `json:"min,omitempty"`
	Max    *float64 `json:"max,omitempty"`
}

type statementContext struct {
	Registration      string            `json:"registration,omitempty" validate:"omitempty,min=36,max=36"`
	Instructor        *statementActor   `json:"instructor,omitempty"`
	Team              *statementActor   `json:"team,omitempty"`
	ContextActivities *open             `json:"contextActivities,omitempty"`
	ContextAgents     []open            `json:"contextAgents,omitempty" validate:"omitempty,min=0"`
	ContextGroups     []open            `json:"contextGroups,omitempty" validate:"omitempty,min=0"`
	Revision          *string           `json:"revision,omitempty"`
	Platform          *string           `json:"platform,omitempty"`
	Language          string            `json:"language,omitempty" validate:"omitempty,min=1"`
	Statement         *statementRefWire `json:"statement,omitempty"`
	Extensions        *open             `json:"extensions,omitempty"`
}

type statementRefWire struct {
	ObjectType string `json:"objectType" validate:"oneof=StatementRef"`
	ID         string `json:"id" validate:"min=36,max=36"`
}

type attachment struct {
	UsageType   string `json:"usageType" validate:"min=1"`
	Display     open   `json:"display"`
	Description *open  `json:"description,omitempty"`
	ContentType string `json:"contentType" validate:"min=1"`
	Length      int64  `json:"length" validate:"min=0"`
	SHA2        string `json:"sha2" validate:"min=1"`
	FileURL     string `json:"fileUrl,omitempty" validate:"omitempty,min=1"`
}

// widgetEvent is an event of a widget: its name and its detail (package
// wasm/widget/event).
type widgetEvent struct {
	Schema string       `json:"$schema,omitempty" validate:"omitempty,min=1"`
	Type   string       `json:"type" validate:"oneof=eafc:pret eafc:etape eafc:reponse eafc:resultat eafc:envoi eafc:efface eafc:erreur eafc:hauteur eafc:controle eafc:agregat eafc:constat"`
	Detail widgetDetail `json:"detail"`
}

// widgetDetail holds the members of every detail; which of them are there
// depends on the type of the event.
type widgetDetail struct {
	Widget    string         `json:"widget,omitempty" validate:"omitempty,min=1,max=100"`
	Version   string         `json:"version,omitempty" validate:"omitempty,min=1,max=100"`
	Framework string         `json:"framework,omitempty" validate:"omitempty,min=1,max=2048"`
	Step      string         `json:"step,omitempty" validate:"omitempty,min=1,max=100"`
	Index     *int           `json:"index,omitempty" validate:"omitnil,min=0,max=10000"`
	Total     *int           `json:"total,omitempty" validate:"omitnil,min=0,max=10000"`
	Item      string         `json:"item,omitempty" validate:"omitempty,min=1,max=2048"`
	Level     *int           `json:"level,omitempty" validate:"omitnil,min=0,max=12"`
	Skipped   *bool          `json:"skipped,omitempty"`
	Levels    []widgetLevel  `json:"levels,omitempty" validate:"omitempty,min=0,max=50000,dive"`
	Gaps      []widgetGap    `json:"gaps,omitempty" validate:"omitempty,min=0,max=50000,dive"`
	Pathway   *widgetPathway `json:"pathway,omitempty"`
	Payload   *string        `json:"payload,omitempty" validate:"omitnil,max=262144"`
	Code      string         `json:"code,omitempty" validate:"omitempty,min=1,max=100"`
	Message   *string        `json:"message,omitempty" validate:"omitnil,max=4000"`
	Height    *int           `json:"height,omitempty" validate:"omitnil,min=0,max=20000"`
	Kind      string         `json:"kind,omitempty" validate:"omitempty,min=1,max=100"`
	Verdict   string         `json:"verdict,omitempty" validate:"omitempty,min=1,max=100"`
	Reason    string         `json:"reason,omitempty" validate:"omitempty,min=1,max=100"`
	Errors    *int           `json:"errors,omitempty" validate:"omitnil,min=0,max=100000"`
	Warnings  *int           `json:"warnings,omitempty" validate:"omitnil,min=0,max=100000"`
	Files     *int           `json:"files,omitempty" validate:"omitnil,min=0,max=2000"`
	Refused   *int           `json:"refused,omitempty" validate:"omitnil,min=0,max=1000000"`
	Hidden    *int           `json:"hidden,omitempty" validate:"omitnil,min=0,max=1000000"`
	K         *int           `json:"k,omitempty" validate:"omitnil,min=5,max=1000"`
	Rule      string         `json:"rule,omitempty" validate:"omitempty,min=1,max=100"`
	Applies   string         `json:"applies,omitempty" validate:"omitempty,oneof=unknown false true"`
	Truth     string         `json:"truth,omitempty" validate:"omitempty,oneof=unknown false true"`
	Origin    string         `json:"origin,omitempty" validate:"omitempty,oneof=computed evidence human"`
	Pieces    *int           `json:"pieces,omitempty" validate:"omitnil,min=0,max=2000"`
}

type widgetLevel struct {
	Item  string `json:"item" validate:"min=1,max=2048"`
	Code  string `json:"code,omitempty" validate:"omitempty,min=1,max=100"`
	Level int    `json:"level" validate:"min=0,max=12"`
}

type widgetGap struct {
	Item string `json:"item" validate:"min=1,max=2048"`
	From int    `json:"from" validate:"min=0,max=12"`
	To   int    `json:"to" validate:"min=1,max=12"`
}

type widgetPathway struct {
	Bricks        []widgetBrick `json:"bricks" validate:"max=20000,dive"`
	Minutes       int           `json:"minutes" validate:"min=0,max=100000000"`
	RemoteMinutes int           `json:"remoteMinutes" validate:"min=0,max=100000000"`
	Proof         string        `json:"proof" validate:"oneof=optimal bounded infeasible unknown"`
	Uncovered     []widgetGap   `json:"uncovered,omitempty" validate:"omitempty,min=1,max=50000,dive"`
}

type widgetBrick struct {
	ID      string `json:"id" validate:"min=1,max=2048"`
	Version string `json:"version" validate:"form=semver"`
	Minutes int    `json:"minutes" validate:"min=0,max=120000"`
}

// widgetMessage is what a framed widget and its page say to each other.
type widgetMessage struct {
	EAFC   int           `json:"eafc" validate:"min=1,max=1"`
	ID     string        `json:"id" validate:"min=1,max=200"`
	Type   string        `json:"type" validate:"oneof=bonjour accueil hauteur pret etape reponse resultat controle envoi efface erreur importer exporter effacer aller"`
	Detail *widgetDetail `json:"detail,omitempty"`
	Format string        `json:"format,omitempty" validate:"omitempty,oneof=json csv xapi reprise"`
	Data   *string       `json:"data,omitempty" validate:"omitnil,max=262144"`
	Target string        `json:"target,omitempty" validate:"omitempty,min=1,max=2048"`
}

// widgetConfig is the attributes of a widget as one document.
type widgetConfig struct {
	Schema         string `json:"$schema,omitempty" validate:"omitempty,min=1"`
	Widget         string `json:"widget" validate:"min=1,max=100"`
	Langue         string `json:"langue,omitempty" validate:"omitempty,oneof=fr en"`
	NiveauTitre    *int   `json:"niveau-titre,omitempty" validate:"omitnil,min=2,max=6"`
	Theme          string `json:"theme,omitempty" validate:"omitempty,oneof=auto clair sombre hote"`
	Chargement     string `json:"chargement,omitempty" validate:"omitempty,oneof=visible immediat"`
	Referentiel    string `json:"referentiel,omitempty" validate:"omitempty,min=1,max=2048"`
	Profil         string `json:"profil,omitempty" validate:"omitempty,min=1,max=2048"`
	Catalogue      string `json:"catalogue,omitempty" validate:"omitempty,min=1,max=2048"`
	Stockage       string `json:"stockage,omitempty" validate:"omitempty,oneof=aucun choix plateforme"`
	Envoi          string `json:"envoi,omitempty" validate:"omitempty,min=1,max=2048"`
	EndpointXAPI   string `json:"endpoint-xapi,omitempty" validate:"omitempty,min=1,max=2048"`
	Campagne       string `json:"campagne,omitempty" validate:"omitempty,min=1,max=200"`
	Pseudonyme     string `json:"pseudonyme,omitempty" validate:"omitempty,form=pseudonym"`
	Prefill        string `json:"prefill,omitempty" validate:"omitempty,min=1,max=2048"`
	AfficherAttend string `json:"afficher-attendu,omitempty" validate:"omitempty,oneof=apres avant jamais"`
	Mode           string `json:"mode,omitempty" validate:"omitempty,oneof=complet court page"`
	MaxBriques     *int   `json:"max-briques,omitempty" validate:"omitnil,min=1,max=100"`
}

// validationReport is what `briques validate --format json` writes.
type validationReport struct {
	Schema    string              `json:"$schema,omitempty" validate:"omitempty,min=1"`
	Documents []validatedDocument `json:"documents" validate:"dive"`
	Counts    validationCounts    `json:"counts"`
}

type validatedDocument struct {
	Path    string        `json:"path"`
	Line    *int          `json:"line,omitempty" validate:"omitnil,min=1"`
	Kind    string        `json:"kind,omitempty" validate:"omitempty,min=1"`
	Verdict string        `json:"verdict" validate:"oneof=valid invalid unreadable unknown"`
	Issues  []issueRecord `json:"issues" validate:"dive"`
}

type validationCounts struct {
	Valid      int `json:"valid" validate:"min=0"`
	Invalid    int `json:"invalid" validate:"min=0"`
	Unreadable int `json:"unreadable" validate:"min=0"`
	Unknown    int `json:"unknown" validate:"min=0"`
}

type issueRecord struct {
	Code     string `json:"code" validate:"min=1,max=100"`
	Pointer  string `json:"pointer"`
	Line     *int   `json:"line,omitempty" validate:"omitnil,min=1"`
	Column   *int   `json:"column,omitempty" validate:"omitnil,min=1"`
	Severity string `json:"severity" validate:"oneof=error warning info"`
	Message  string `json:"message" validate:"min=1"`
	Fix      string `json:"fix,omitempty" validate:"omitempty,min=1"`
	Ref      string `json:"ref,omitempty" validate:"omitempty,min=1"`
}

// ruleList is rules.json.
type ruleList struct {
	Schema string       `json:"$schema,omitempty" validate:"omitempty,min=1"`
	Rules  []ruleRecord `json:"rules" validate:"dive"`
}

type ruleRecord struct {
	Code     string   `json:"code" validate:"min=1,max=100"`
	Severity string   `json:"severity" validate:"oneof=error warning info"`
	Message  sentence `json:"message"`
	Fix      sentence `json:"fix"`
	Ref      string   `json:"ref,omitempty" validate:"omitempty,min=1"`
}

type sentence struct {
	FR string `json:"fr"`
	EN string `json:"en"`
}

// kitManifest is manifest.json of the conformance kit: a list.
type kitManifest []kitEntry

type kitEntry struct {
	File    string     `json:"file" validate:"min=1"`
	Kind    string     `json:"kind" validate:"min=1"`
	Verdict string     `json:"verdict" validate:"oneof=valid invalid unreadable"`
	Issues  []kitPlace `json:"issues" validate:"dive"`
}

type kitPlace struct {
	Code    string `json:"code" validate:"min=1,max=100"`
	Pointer string `json:"pointer"`
	Line    *int   `json:"line,omitempty" validate:"omitnil,min=1"`
	Column  *int   `json:"column,omitempty" validate:"omitnil,min=1"`
}
