/** What a network reached on one of several models. */
export interface ModelTest {
  /** As `models` names it, or the id of a model of a program. */
  readonly name: string;
  /** `null`: nothing was tested. */
  readonly testAccuracy: number | null;
  /** Of the initial parameters. `null`: they were not tested. */
  readonly baselineAccuracy: number | null;
}
