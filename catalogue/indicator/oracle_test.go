// SPDX-License-Identifier: Apache-2.0

package indicator_test

import (
	"database/sql"
	"fmt"
	"math/rand"
	"os"
	"strconv"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
)

// syntheticYear invents sessions and enrolments from seed; the bricks, the
// pathways and the labels are invented with them.
func syntheticYear(seed int64, sessions, enrolments int) indicator.Inputs {
	r := rand.New(rand.NewSource(seed))
	day := func(from, span int) competency.Date {
		return competency.Date(time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.Intn(span)).Format("2006-01-02"))
	}
	pick := func(in ...string) string { return in[r.Intn(len(in))] }
	fw := &competency.Framework{URI: base + "fw", Version: "1.0.0", Scales: []competency.Scale{{ID: "s", Levels: []competency.Level{{Rank: 1}, {Rank: 2}, {Rank: 3}}}}}
	c := &catalogue.Catalogue{}
	for n := range 80 {
		b := catalogue.Brick{ID: competency.IRI(fmt.Sprintf("%sB%d", base, n)), Version: "1.0.0", Status: catalogue.StatusTrialled,
			Modality: catalogue.Modality(pick("onSite", "remoteLive", "remoteAsync", "blended", "selfPaced", "workplace"))}
		b.OnSite, b.Remote = catalogue.Minutes(30*(1+r.Intn(20))), catalogue.Minutes(30*(1+r.Intn(20)))
		if r.Intn(8) > 0 {
			b.PublishedOn = day(2025, 1000)
		}
		if r.Intn(4) == 0 {
			b.WithdrawnOn = day(2026, 800)
		}
		for k := range r.Intn(3) {
			it := competency.Item{ID: itemID(10*n + k + 1), Scale: "s"}
			if r.Intn(3) == 0 {
				f := competency.Flag{Kind: "rare", From: day(2026, 500)}
				if r.Intn(2) == 0 {
					f.Until = day(2027, 400)
				}
				it.Flags = append(it.Flags, f)
			}
			fw.Items = append(fw.Items, it)
			b.Targets = append(b.Targets, catalogue.Target{Role: catalogue.RoleAimed, ItemRank: catalogue.ItemRank{Item: fw.Ref(it.ID), Rank: 1 + r.Intn(4)}})
		}
		if r.Intn(2) == 0 {
			b.Assessments = []catalogue.Assessment{{ID: "e", Kind: catalogue.AssessmentObserved}}
		}
		for _, tag := range []catalogue.Tag{catalogue.TagDigital, catalogue.TagInternational, catalogue.TagForeignLanguage, catalogue.TagSimulation, catalogue.TagVirtualReality, catalogue.TagData} {
			if r.Intn(5) == 0 {
				b.Tags = append(b.Tags, tag)
			}
		}
		if r.Intn(4) == 0 {
			b.Sources = []catalogue.Source{{Kind: catalogue.SourceWatchNote, Title: "note"}}
		}
		c.Bricks = append(c.Bricks, b)
	}
	kinds := []string{"academy", "eafc", "university", "operator", "institute", "publicServiceSchool", "ministry", "localAuthority", "company", "association", "foreignBody"}
	for _, k := range kinds {
		c.Partners = append(c.Partners, catalogue.Partner{ID: k, Name: k, Kind: catalogue.PartnerKind(k)})
	}
	partners := func() []catalogue.PartnerRole {
		var out []catalogue.PartnerRole
		for range r.Intn(3) {
			out = append(out, catalogue.PartnerRole{Partner: pick(kinds...), Role: catalogue.Role(pick("coDesign", "coProduction", "delivery", "funding", "hosting"))})
		}
		return out
	}
	for n := range 20 {
		p := catalogue.Pathway{ID: competency.IRI(fmt.Sprintf("%sW%d", base, n)), Version: "1.0.0", Status: catalogue.StatusTrialled, Partners: partners()}
		if n%7 == 6 {
			p.Status = catalogue.StatusWithdrawn
		}
		for range 1 + r.Intn(3) {
			ref := c.Bricks[r.Intn(len(c.Bricks))].Ref()
			p.Steps = append(p.Steps, catalogue.Step{Brick: &ref})
		}
		c.Pathways = append(c.Pathways, p)
	}
	in := indicator.Inputs{Catalogue: c, Frameworks: []*competency.Framework{fw}}
	for n := range sessions {
		first := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC).AddDate(0, 0, r.Intn(410))
		s := catalogue.Session{ID: "S" + strconv.Itoa(n), Brick: c.Bricks[r.Intn(len(c.Bricks))].Ref(), Partners: partners(),
			Format: catalogue.Format(pick("course", "course", "studyDay", "conference", "masterClass", "researchWebinar", "peerLearningDay")),
			Start:  competency.Instant(first.Format(time.RFC3339)), End: competency.Instant(first.AddDate(0, 0, r.Intn(30)).Format(time.RFC3339))}
		if r.Intn(2) == 0 {
			ref := c.Pathways[r.Intn(len(c.Pathways))].Ref()
			s.Pathway = &ref
		}
		in.Sessions = append(in.Sessions, s)
	}
	taken := map[string]bool{}
	for n := range enrolments {
		session, learner := "", ""
		for session == "" || taken[session+learner] {
			session, learner = in.Sessions[r.Intn(sessions)].ID, fmt.Sprintf("L%05d", r.Intn(enrolments*2/3))
		}
		taken[session+learner] = true
		p := catalogue.Participation{Session: session, Learner: competency.Pseudonym(learner),
			Category: pick("principal", "inspector", "teacher", "teacher"), Ministry: pick("education", "education", "education", "sports"), Academy: pick("a1", "a2", "a3", "a4", "a5", "a6", "a7"),
			Foreign: r.Intn(25) == 0, Audience: catalogue.Audience(pick("trainee", "trainee", "trainee", "staff", "expert", "speaker")), Motive: catalogue.Motive(pick("", "jobAdaptation", "jobEvolution", "mobility", "personal")),
			Planned: catalogue.Minutes(30 * (1 + r.Intn(20))), Source: catalogue.SourceSignature, Outcome: catalogue.Outcome(pick("none", "completed", "failed", "passed", "attested"))}
		if n%11 > 0 {
			p.Enrolled = p.Planned
		}
		p.Attended = catalogue.Minutes(r.Intn(int(p.Planned) + 1))
		if r.Intn(3) == 0 {
			m := catalogue.Minutes(r.Intn(700))
			p.Trace, p.Source = &m, catalogue.SourceTrace
		}
		in.Participations = append(in.Participations, p)
	}
	for n := range 40 {
		d := label.Decision{Profile: label.ProfileRef{ID: "https://forge.apps.education.fr/eafc/briques/label/profiles/territorial-exemple"},
			Verdict: label.VerdictConform, ValidFrom: day(2026, 500), ValidUntil: day(2027, 500)}
		if n%5 == 0 {
			d.Verdict = label.VerdictNotConform
		}
		if n%4 == 0 {
			d.Revoked = &label.Revocation{On: day(2027, 500)}
		}
		subject := c.Bricks[r.Intn(len(c.Bricks))].Ref()
		if n%3 == 0 {
			subject = c.Pathways[r.Intn(len(c.Pathways))].Ref()
		}
		in.Labels = append(in.Labels, indicator.Held{Subject: subject, Decision: d})
	}
	return in
}

// load writes the raw records into SQLite, nothing derived.
func load(t testing.TB, in indicator.Inputs) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	exec := func(q string, args ...any) {
		t.Helper()
		if _, err := tx.Exec(q, args...); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
	for _, q := range []string{
		`create table brick(id text primary key, modality text, minutes int, published text, withdrawn text, assessments int, notes int)`,
		`create table target(brick text, item text, rank int)`, `create table flag(item text, since text, until text)`,
		`create table tag(brick text, tag text)`, `create table pathway(id text primary key, status text)`, `create table step(pathway text, brick text)`,
		`create table partner(id text primary key, kind text)`, `create table part(owner text, partner text, role text)`,
		`create table session(id text primary key, brick text, pathway text, format text, first text, last text)`,
		`create table enrol(session text, learner text, category text, ministry text, fgn int, audience text, motive text, planned int, enrolled int, attended int, trace int, outcome text)`,
		`create table held(subject text, verdict text, since text, until text, revoked text)`,
	} {
		exec(q)
	}
	for _, b := range in.Catalogue.Bricks {
		notes := 0
		for _, s := range b.Sources {
			if s.Kind == "watchNote" {
				notes++
			}
		}
		exec(`insert into brick values(?,?,?,?,?,?,?)`, string(b.ID), string(b.Modality), int(b.OnSite+b.Remote), string(b.PublishedOn), string(b.WithdrawnOn), len(b.Assessments), notes)
		for _, x := range b.Targets {
			exec(`insert into target values(?,?,?)`, string(b.ID), string(x.Item.Item), x.Rank)
		}
		for _, x := range b.Tags {
			exec(`insert into tag values(?,?)`, string(b.ID), string(x))
		}
	}
	for _, it := range in.Frameworks[0].Items {
		for _, f := range it.Flags {
			exec(`insert into flag values(?,?,?)`, string(it.ID), string(f.From), string(f.Until))
		}
	}
	parts := func(owner string, ps []catalogue.PartnerRole) {
		for _, p := range ps {
			exec(`insert into part values(?,?,?)`, owner, p.Partner, string(p.Role))
		}
	}
	for _, p := range in.Catalogue.Pathways {
		exec(`insert into pathway values(?,?)`, string(p.ID), string(p.Status))
		parts(string(p.ID), p.Partners)
		for _, s := range p.Steps {
			exec(`insert into step values(?,?)`, string(p.ID), string(s.Brick.ID))
		}
	}
	for _, p := range in.Catalogue.Partners {
		exec(`insert into partner values(?,?)`, p.ID, string(p.Kind))
	}
	for _, s := range in.Sessions {
		pathway := ""
		if s.Pathway != nil {
			pathway = string(s.Pathway.ID)
		}
		exec(`insert into session values(?,?,?,?,?,?)`, s.ID, string(s.Brick.ID), pathway, string(s.Format), string(s.Start[:10]), string(s.End[:10]))
		parts(s.ID, s.Partners)
	}
	for _, p := range in.Participations {
		var trace any
		if p.Trace != nil {
			trace = int(*p.Trace)
		}
		exec(`insert into enrol values(?,?,?,?,?,?,?,?,?,?,?,?)`, p.Session, string(p.Learner), p.Category, p.Ministry, p.Foreign, string(p.Audience), string(p.Motive),
			int(p.Planned), int(p.Enrolled), int(p.Attended), trace, string(p.Outcome))
	}
	for _, h := range in.Labels {
		revoked := ""
		if h.Decision.Revoked != nil {
			revoked = string(h.Decision.Revoked.On)
		}
		exec(`insert into held values(?,?,?,?,?)`, string(h.Subject.ID), string(h.Decision.Verdict), string(h.Decision.ValidFrom), string(h.Decision.ValidUntil), revoked)
	}
	for _, q := range []string{
		`create view row as select e.*, s.brick, s.pathway, s.format, s.first, b.modality, b.assessments,
		   case when b.modality <> 'selfPaced' then e.attended when e.trace is not null then min(e.trace, b.minutes)
		        when e.outcome in ('completed','passed','attested') then b.minutes else 0 end as done
		 from enrol e join session s on s.id = e.session join brick b on b.id = s.brick where s.last between '2027-01-01' and '2027-12-31'`,
		`create view live as select * from brick where published <> '' and published <= '2027-12-31' and (withdrawn = '' or withdrawn > '2027-12-31')`,
		`create view sound as select brick from target group by brick having max(rank) <= 3`,
		`create view kind as select p.owner, k.kind, p.role from part p join partner k on k.id = p.partner`,
		`create view holder as select distinct subject from held where verdict = 'conform' and since <= '2027-12-31' and until >= '2027-12-31' and (revoked = '' or revoked > '2027-12-31')`,
	} {
		exec(q)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	return db
}

// oracle says each trainee-hours indicator as a condition in SQL.
var oracle = map[string]string{
	"I01": `brick in (select brick from sound) and assessments > 0`,
	"I03": `exists (select 1 from kind k where k.owner in (r.session, r.pathway) and k.kind in ('academy','eafc'))`,
	"I04": `exists (select 1 from target t join flag f on f.item = t.item where t.brick = r.brick and f.since <= r.first and (f.until = '' or f.until >= r.first))`,
	"I06": `modality = 'selfPaced'`,
	"I34": `modality = 'selfPaced'`,
	"I07": `session in (select session from enrol where enrolled > 0 group by session having count(distinct nullif(category,'')) > 1 or count(distinct nullif(ministry,'')) > 1)`,
	"I10": `outcome in ('passed','attested') and assessments > 0`,
	"I18": `format <> 'course'`,
	"I19": `exists (select 1 from kind k where k.owner in (r.session, r.pathway) and k.role in ('coDesign','coProduction') and k.kind in ('academy','eafc','university','universityNetwork','operator','institute','publicServiceSchool','ministry'))`,
	"I23": `fgn = 1`,
	"I24": `brick in (select brick from tag where tag = 'international')`,
	"I26": `audience = 'staff' and brick in (select brick from tag where tag = 'foreignLanguage')`,
	"I35": `audience <> 'trainee' and brick in (select brick from tag where tag = 'digital')`,
	"I38": `brick in (select brick from tag where tag = 'digital')`,
	"I43": `audience = 'staff' and motive in ('jobAdaptation','jobEvolution','mobility')`,
}

// counts says the other computed indicators.
var counts = map[string]string{
	"I05":       `select count(*) from live`,
	"I08":       `select count(*) from pathway p where status <> 'withdrawn' and not exists (select 1 from step s where s.pathway = p.id and (s.brick not in (select id from live) or s.brick not in (select brick from sound)))`,
	"I09":       `select count(*) from pathway p where status <> 'withdrawn' and exists (select 1 from step s join live l on l.id = s.brick join tag t on t.brick = s.brick where s.pathway = p.id and t.tag in ('simulation','virtualReality','data'))`,
	"I17":       `select count(*) from live where notes > 0`,
	"I27":       `select count(*) from holder`,
	"events":    `select count(*) from session where last between '2027-01-01' and '2027-12-31' and format <> 'course' and (brick in (select subject from holder) or pathway in (select subject from holder))`,
	"EQAVET-03": `select count(*) from row where enrolled > 0`,
	"EQAVET-04": `select count(*) from row where enrolled > 0 and outcome in ('completed','passed','attested')`,
}

// TestOracle computes the same invented years with SQL, to the minute.
func TestOracle(t *testing.T) {
	enrolments := 6000
	if os.Getenv("BRIQUES_LONG") != "" {
		enrolments = 24000
	}
	for _, year := range []struct{ seed, sessions, enrolments int }{{1, 450, enrolments}, {2, 60, 900}} {
		in := syntheticYear(int64(year.seed), year.sessions, year.enrolments)
		db := load(t, in)
		start := time.Now()
		book, is := indicator.Prepare(in, year2027)
		if is.HasErrors() {
			t.Fatal(is)
		}
		values := map[string]indicator.Value{}
		for _, name := range []string{indicator.PlanIH2EF, indicator.PlanEQAVET} {
			p := plan(t, name)
			for i := range p.Indicators {
				if d := &p.Indicators[i]; d.Kind == indicator.KindComputed {
					v, is := book.Compute(d)
					if is.HasErrors() {
						t.Fatal(is)
					}
					values[d.ID] = v
				}
			}
		}
		took := time.Since(start)
		for id, condition := range oracle {
			var planned, enrolled, attended, learners int
			q := `select coalesce(sum(planned),0), coalesce(sum(enrolled),0), coalesce(sum(done),0), count(distinct case when done > 0 then learner end) from row r where ` + condition
			if err := db.QueryRow(q).Scan(&planned, &enrolled, &attended, &learners); err != nil {
				t.Fatalf("%s: %v", id, err)
			}
			v := values[id]
			if int(v.Hours.Planned) != planned || int(v.Hours.Enrolled) != enrolled || int(v.Hours.Attended) != attended || *v.Learners != learners || attended == 0 {
				t.Errorf("%s = %+v of %d, SQL says %d %d %d of %d", id, *v.Hours, *v.Learners, planned, enrolled, attended, learners)
			}
		}
		for id, q := range counts {
			var want, got int
			if err := db.QueryRow(q).Scan(&want); err != nil {
				t.Fatalf("%s: %v", id, err)
			}
			switch id {
			case "events":
				got = *values["I27"].Events
			case "EQAVET-04":
				got = values[id].Ratio.Num
			default:
				got = *values[id].Count
			}
			if got != want {
				t.Errorf("%s = %d, SQL says %d", id, got, want)
			}
		}
		if len(oracle)+len(counts)-1 != len(values) {
			t.Errorf("%d values, %d in SQL", len(values), len(oracle)+len(counts)-1)
		}
		t.Logf("%d sessions, %d enrolments: %d values equal SQL; computed in %s", year.sessions, year.enrolments, len(values), took.Round(time.Millisecond))
	}
}

// TestTablePublished splits every trainee-hours indicator of the year and
// attacks what is published by subtraction: see TestProtectAudit for the
// exhaustive search.
func TestTablePublished(t *testing.T) {
	book, is := indicator.Prepare(syntheticYear(3, 40, 500), year2027)
	if is.HasErrors() {
		t.Fatal(is)
	}
	p := plan(t, indicator.PlanIH2EF)
	tables, hidden := 0, 0
	for i := range p.Indicators {
		d := &p.Indicators[i]
		if d.Kind != indicator.KindComputed || d.Unit != indicator.UnitTraineeHours {
			continue
		}
		for _, dims := range [][2]indicator.Dimension{{indicator.ByAcademy, indicator.ByCategory}, {indicator.ByAcademy, indicator.ByNone}, {indicator.ByMinistry, indicator.ByAudience}} {
			table, is := book.Table(d, dims[0], dims[1], 5)
			if is.HasErrors() {
				t.Fatal(is)
			}
			tables++
			check := func(cells []indicator.Cell, total indicator.Cell) {
				missing := 0
				for _, c := range cells {
					if c.Suppressed {
						missing++
						hidden++
						if c.Learners != nil || c.Hours != nil {
							t.Errorf("%s: a hidden cell shows something", d.ID)
						}
					} else if n := *c.Learners; n > 0 && n < 5 {
						t.Errorf("%s: %d learners published", d.ID, n)
					}
				}
				if missing == 1 && !total.Suppressed {
					t.Errorf("%s by %v: one hidden number can be had by subtraction", d.ID, dims)
				}
			}
			for _, r := range table.Rows {
				check(r.Cells, r.Total)
			}
			for j := range table.Columns {
				var column []indicator.Cell
				for _, r := range table.Rows {
					column = append(column, r.Cells[j])
				}
				check(column, table.ColumnTotals[j])
			}
		}
	}
	t.Logf("%d tables, %d hidden cells", tables, hidden)
}

func BenchmarkYear(b *testing.B) {
	in := syntheticYear(1, 450, 24000)
	p := plan(b, indicator.PlanIH2EF)
	for b.Loop() {
		book, _ := indicator.Prepare(in, year2027)
		book.Report(p, nil, []indicator.Split{{Rows: indicator.ByAcademy, Columns: indicator.ByCategory}}, 5)
	}
}
