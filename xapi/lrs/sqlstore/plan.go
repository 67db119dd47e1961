// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"errors"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// Plan implements lrs.Store.
func (s *Store) Plan(context.Context, lrs.Tenant, xapi.Selection) (xapi.Plan, error) {
	return xapi.Plan{}, errors.ErrUnsupported
}

// Apply implements lrs.Store.
func (s *Store) Apply(context.Context, lrs.Tenant, xapi.Plan) (xapi.Report, error) {
	return xapi.Report{}, errors.ErrUnsupported
}
