namespace Workflows.Approvals.Organisations;

/// <summary>Administrative levels, the highest first (domain §2.1). Enumerations printed on forms are their own and are not this one (R58).</summary>
public enum AdminLevel { National, Province, City, County, Township, Village }
