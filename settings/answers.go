package settings

import (
	"slices"

	"bailiwick/internal/civil"
)

// Answers are what bailiwick scope was told: statements of a person, dated, by
// which frameworks are proposed and by which a data class is known not to be
// there.
type Answers struct {
	Date       Setting[Day]      `key:"date" unset:"nobody has answered" waive:"none" doc:"Day of the answers of bailiwick scope." example:"2026-11-26"`
	ValidUntil Setting[Day]      `key:"valid_until" unset:"the answers do not count" waive:"none" doc:"Last day on which the answers count." example:"2027-11-26"`
	Person     Setting[string]   `key:"person" unset:"the answers do not count" waive:"none" doc:"Who answered." example:"Ada"`
	Role       Setting[string]   `key:"role" unset:"the answers do not count" waive:"none" doc:"The person's role." example:"CISO"`
	Data       Setting[[]string] `key:"data" unset:"not answered" waive:"none" words:"contact health cards confidential" doc:"What the functions handle: data about people, health data, card numbers, secrets of the business." example:"[contact, health]"`
	Countries  Setting[[]string] `key:"countries" unset:"not answered" waive:"none" doc:"Where the people live whose data it is: countries by their two letters, or EU." example:"[US, EU]"`
	Customers  Setting[[]string] `key:"customers" unset:"not answered" waive:"none" words:"soc-2 iso-27001" doc:"What customers ask for." example:"[soc-2]"`
	Cards      Setting[string]   `key:"cards" unset:"not answered" words:"none provider ourselves" doc:"Who handles card payments: nobody, a provider alone, or we ourselves." example:"provider"`
	Health     Setting[string]   `key:"health" unset:"not answered" words:"none covered-entity business-associate" doc:"What we are under HIPAA." example:"covered-entity"`
	Government Setting[string]   `key:"government" unset:"not answered" words:"none fedramp-low fedramp-moderate fedramp-high fedramp-20x" doc:"Whether agencies of the United States use the service, and by which authorisation." example:"fedramp-moderate"`
	Sector     Setting[[]string] `key:"sector" unset:"not answered" waive:"none" words:"financial essential" doc:"What we are in the European Union: a financial entity or its ICT provider (DORA), an essential or important entity (NIS2)." example:"[essential]"`
}

// Hold reports whether the answers count on the day: somebody gave them before,
// with name and role, and they have not ended.
func (a *Answers) Hold(on civil.Day) bool {
	for _, s := range []interface{ Set() bool }{a.Date, a.ValidUntil, a.Person, a.Role} {
		if !s.Set() {
			return false
		}
	}
	return !a.Date.Get().After(on) && !a.ValidUntil.Get().Before(on)
}

// Handles reports whether the answers leave room for data of the class: they
// do unless the question was answered, and all that was named is something
// else. What they have no word for, they say nothing of.
func (a *Answers) Handles(class Class) bool {
	if !a.Data.Set() {
		return true
	}
	data := a.Data.Get() // nothing, where the answer is none
	switch class {
	case "phi":
		return slices.Contains(data, "health")
	case "card", "sad":
		return slices.Contains(data, "cards") || a.Cards.Get() == "ourselves"
	case "personal":
		return slices.Contains(data, "contact") || slices.Contains(data, "health") || slices.Contains(data, "cards")
	case "confidential":
		return slices.Contains(data, "confidential")
	}
	return true
}
