// SPDX-License-Identifier: Apache-2.0

//go:build !js

package indicator

import _ "embed" // brings package time, which widgets do without

//go:embed plans/ih2ef-2022-2027.json
var ih2efPlan []byte

//go:embed plans/eqavet-10.json
var eqavetPlan []byte

//go:embed plans/services-exemple.json
var servicesPlan []byte

// The names of the plans that Briques ships.
const (
	PlanIH2EF    = "ih2ef-2022-2027"
	PlanEQAVET   = "eqavet-10"
	PlanServices = "services-exemple"
)

// Plans returns the names of the shipped plans.
func Plans() []string { return []string{PlanIH2EF, PlanEQAVET, PlanServices} }

// OpenPlan returns a shipped plan by name; false when there is none.
func OpenPlan(name string) (*Plan, bool) {
	var data []byte
	switch name {
	case PlanIH2EF:
		data = ih2efPlan
	case PlanEQAVET:
		data = eqavetPlan
	case PlanServices:
		data = servicesPlan
	default:
		return nil, false
	}
	p, is := DecodePlan(data)
	return p, !is.HasErrors()
}
