// SPDX-License-Identifier: Apache-2.0

package imscase

// form is what CASE 1.1 allows as the value of a member.
type form uint8

const (
	formText form = iota
	formID
	formURI
	formInstant
	formDate
	formInteger
	formNumber
	formTexts
	formLink    // title, identifier (a UUID), uri
	formLinks   // a list of them
	formEnd     // title, identifier, uri, targetType
	formType    // associationType
	formStatus  // adoptionStatus
	formVersion // caseVersion, "1.1"
	formObject
	formObjects
)

// member is one name an object may have. Order is that of the output.
type member struct {
	name     string
	form     form
	required bool
	shape    *shape
}

// shape is one closed object of CASE 1.1: nothing but its members and
// extensions, which are an object, or a list in a rubric level.
type shape struct {
	name       string
	members    []member
	byName     map[string]int
	extensions form
	definition bool // what is missing is filled as for a definition
}

func newShape(name string, members ...member) *shape {
	s := &shape{name: name, members: members, byName: make(map[string]int, len(members)), extensions: formObject}
	for i, m := range members {
		s.byName[m.name] = i
	}
	return s
}

func must(name string, f form) member { return member{name: name, form: f, required: true} }
func may(name string, f form) member  { return member{name: name, form: f} }
func of(name string, f form, s *shape) member {
	return member{name: name, form: f, shape: s}
}

var (
	levelShape = func() *shape {
		s := newShape("CFRubricCriterionLevel", must("identifier", formID), must("uri", formURI), may("description", formText), may("quality", formText),
			may("score", formNumber), may("feedback", formText), may("position", formInteger), may("rubricCriterionId", formID), must("lastChangeDateTime", formInstant))
		s.extensions = formObjects
		return s
	}()
	criterionShape = newShape("CFRubricCriterion", must("identifier", formID), must("uri", formURI), may("category", formText), may("description", formText),
		may("CFItemURI", formLink), may("weight", formNumber), may("position", formInteger), may("rubricId", formID), must("lastChangeDateTime", formInstant),
		of("CFRubricCriterionLevels", formObjects, levelShape))
	rubricShape = newShape("CFRubric", must("identifier", formID), must("uri", formURI), may("title", formText), may("description", formText),
		must("lastChangeDateTime", formInstant), of("CFRubricCriteria", formObjects, criterionShape))
	documentShape = newShape("CFDocument", must("identifier", formID), must("uri", formURI), may("frameworkType", formText), may("caseVersion", formVersion),
		must("creator", formText), must("title", formText), must("lastChangeDateTime", formInstant), may("officialSourceURL", formURI), may("publisher", formText),
		may("description", formText), may("subject", formTexts), may("subjectURI", formLinks), may("language", formText), may("version", formText),
		may("adoptionStatus", formStatus), may("statusStartDate", formDate), may("statusEndDate", formDate), may("licenseURI", formLink), may("notes", formText))
	itemShape = newShape("CFItem", must("identifier", formID), must("fullStatement", formText), may("alternativeLabel", formText), may("CFItemType", formText),
		must("uri", formURI), may("humanCodingScheme", formText), may("listEnumeration", formText), may("abbreviatedStatement", formText),
		may("conceptKeywords", formTexts), may("conceptKeywordsURI", formLink), may("notes", formText), may("subject", formTexts), may("subjectURI", formLinks),
		may("language", formText), may("educationLevel", formTexts), may("CFItemTypeURI", formLink), may("licenseURI", formLink),
		may("statusStartDate", formDate), may("statusEndDate", formDate), must("lastChangeDateTime", formInstant))
	associationShape = newShape("CFAssociation", must("identifier", formID), must("associationType", formType), may("sequenceNumber", formInteger), must("uri", formURI),
		must("originNodeURI", formEnd), must("destinationNodeURI", formEnd), may("CFAssociationGroupingURI", formLink), must("lastChangeDateTime", formInstant), may("notes", formText))
	conceptShape = definition("CFConcept", may("keywords", formText), must("hierarchyCode", formText), may("description", formText))
	subjectShape = definition("CFSubject", must("hierarchyCode", formText), may("description", formText))
	licenceShape = definition("CFLicense", may("description", formText), must("licenseText", formText))
	typeShape    = definition("CFItemType", must("description", formText), must("hierarchyCode", formText), may("typeCode", formText))
	groupShape   = definition("CFAssociationGrouping", may("description", formText))
	definitions  = newShape("CFDefinitions", of("CFConcepts", formObjects, conceptShape), of("CFSubjects", formObjects, subjectShape),
		of("CFLicenses", formObjects, licenceShape), of("CFItemTypes", formObjects, typeShape), of("CFAssociationGroupings", formObjects, groupShape))
	packageShape = newShape("CFPackage", member{"CFDocument", formObject, true, documentShape}, of("CFItems", formObjects, itemShape),
		of("CFAssociations", formObjects, associationShape), of("CFDefinitions", formObject, definitions), of("CFRubrics", formObjects, rubricShape))
)

func definition(name string, more ...member) *shape {
	s := newShape(name, append([]member{must("identifier", formID), must("uri", formURI), must("title", formText), must("lastChangeDateTime", formInstant)}, more...)...)
	s.definition = true
	return s
}
