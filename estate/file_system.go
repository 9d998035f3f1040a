package estate

import "bailiwick/value"

var fileSystemType = Type{
	Kind: "file_system",
	New:  func() Resource { return new(FileSystem) },
	Terraform: []Declared{{
		Type: "aws_efs_file_system",
		Computed: []Computed{
			{"arn", "arn:{partition}:elasticfilesystem:{region}:{account}:file-system/{id}"},
			{"dns_name", "{id}.efs.{region}.amazonaws.com"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::EFS::FileSystem",
			Tags: "FileSystemTags",
			Computed: []Computed{
				{"Arn", "arn:{partition}:elasticfilesystem:{region}:{account}:file-system/{Ref}"},
				{"FileSystemId", "{Ref}"},
				{"", "{Ref}.efs.{region}.amazonaws.com"},
			},
		},
	},
}

// A FileSystem is a file system of Amazon EFS.
type FileSystem struct {
	head

	Encrypted             value.Value[bool]       `tf:"encrypted" cfn:"Encrypted"`                         // default false; the console's is true
	Key                   value.Value[value.Text] `tf:"kms_key_id" cfn:"KmsKeyId" ref:"key|key_alias"`     // absent: aws/elasticfilesystem
	Zone                  value.Value[value.Text] `tf:"availability_zone_name" cfn:"AvailabilityZoneName"` // absent: several zones
	ReplicationProtection value.Value[value.Text] `tf:"protection.replication_overwrite" cfn:"FileSystemProtection.ReplicationOverwriteProtection"`
	Policy                Policy                  `tf:"-" cfn:"FileSystemPolicy"`
	Backup                value.Value[value.Text] `tf:"-" cfn:"BackupPolicy.Status"`
}

var mountTargetType = Type{
	Kind: "mount_target",
	New:  func() Resource { return new(MountTarget) },
	Terraform: []Declared{{
		Type: "aws_efs_mount_target",
		Computed: []Computed{
			{"file_system_arn", "{file_system_arn}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::EFS::MountTarget",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// A MountTarget is a file system's address in a subnet.
type MountTarget struct {
	head

	FileSystem     value.Value[value.Text] `tf:"file_system_id" cfn:"FileSystemId" ref:"file_system"`
	Subnet         value.Value[value.Text] `tf:"subnet_id" cfn:"SubnetId" ref:"subnet"`
	SecurityGroups value.Texts             `tf:"security_groups" cfn:"SecurityGroups" ref:"security_group|vpc"` // absent: the VPC's default group
}

var accessPointType = Type{
	Kind: "access_point",
	New:  func() Resource { return new(AccessPoint) },
	Terraform: []Declared{{
		Type: "aws_efs_access_point",
		Computed: []Computed{
			{"arn", "arn:{partition}:elasticfilesystem:{region}:{account}:access-point/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::EFS::AccessPoint",
			Tags: "AccessPointTags",
			Computed: []Computed{
				{"Arn", "arn:{partition}:elasticfilesystem:{region}:{account}:access-point/{Ref}"},
				{"AccessPointId", "{Ref}"},
			},
		},
	},
}

// An AccessPoint is how functions mount a file system: as a user, from a
// folder down.
type AccessPoint struct {
	head

	FileSystem      value.Value[value.Text] `tf:"file_system_id" cfn:"FileSystemId" ref:"file_system"`
	Root            value.Value[value.Text] `tf:"root_directory.path" cfn:"RootDirectory.Path"` // default /
	RootOwner       value.Value[int64]      `tf:"root_directory.creation_info.owner_uid" cfn:"RootDirectory.CreationInfo.OwnerUid"`
	RootPermissions value.Value[value.Text] `tf:"root_directory.creation_info.permissions" cfn:"RootDirectory.CreationInfo.Permissions"`
	User            value.Value[int64]      `tf:"posix_user.uid" cfn:"PosixUser.Uid"` // absent: who mounts says who it is
	Group           value.Value[int64]      `tf:"posix_user.gid" cfn:"PosixUser.Gid"`
}

var fileSystemPolicyType = Type{
	Kind: "file_system_policy",
	New:  func() Resource { return new(FileSystemPolicy) },
	Terraform: []Declared{
		{Type: "aws_efs_file_system_policy"},
	},
}

// A FileSystemPolicy is the resource policy of a file system.
type FileSystemPolicy struct {
	head

	FileSystem value.Value[value.Text] `tf:"file_system_id" ref:"file_system"`
	Policy     Policy                  `tf:"policy"`
}

// FileSystemPolicy returns the file system's policy; without one every client
// that reaches a mount target may mount, as root.
func (f *FileSystem) FileSystemPolicy(v *View) Policy {
	return settled(v, f, f.Policy, "file_system_id", func(p *FileSystemPolicy) Policy { return p.Policy })
}

var fileSystemBackupType = Type{
	Kind: "file_system_backup",
	New:  func() Resource { return new(FileSystemBackup) },
	Terraform: []Declared{
		{Type: "aws_efs_backup_policy"},
	},
}

// A FileSystemBackup switches the automatic backups of a file system.
type FileSystemBackup struct {
	head

	FileSystem value.Value[value.Text] `tf:"file_system_id" ref:"file_system"`
	Status     value.Value[value.Text] `tf:"backup_policy.status"` // ENABLED or DISABLED
}

// FileSystemBackup returns whether automatic backups are ENABLED or DISABLED;
// absent means that nothing declares it, and AWS's API has them off.
func (f *FileSystem) FileSystemBackup(v *View) value.Value[value.Text] {
	return settled(v, f, f.Backup, "file_system_id", func(b *FileSystemBackup) value.Value[value.Text] { return b.Status })
}

var fileSystemReplicationType = Type{
	Kind: "file_system_replication",
	New:  func() Resource { return new(FileSystemReplication) },
	Terraform: []Declared{
		{Type: "aws_efs_replication_configuration"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::EFS::FileSystem", Inside: "ReplicationConfiguration.Destinations", Given: []Computed{{"SourceFileSystemId", "{Ref}"}}},
	},
}

// A FileSystemReplication copies a file system to another region or zone.
type FileSystemReplication struct {
	head

	Source     value.Value[value.Text] `tf:"source_file_system_id" cfn:"SourceFileSystemId" ref:"file_system"`
	Region     value.Value[value.Text] `tf:"destination.region" cfn:"Region"`
	FileSystem value.Value[value.Text] `tf:"destination.file_system_id" cfn:"FileSystemId" ref:"file_system"`
	Key        value.Value[value.Text] `tf:"destination.kms_key_id" cfn:"KmsKeyId" ref:"key|key_alias"`
}
